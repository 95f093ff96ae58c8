package dev.thaw.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.cache.Key;
import dev.thaw.stub.ManualClock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Which tokens of IAM database authentication are as good as the one before. */
class RdsTokenKeysTest {
    private static final String URL = "jdbc:mysql://db:3306/orders";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final ManualClock clock = new ManualClock();
    private final Keys keys = new Keys(clock);

    @Test
    void tokensOfOneIdentityAreOneKeyWhereTheyWereMadeHere() {
        Key first = minted(token(0, "one"));
        clock.advance(60_000);
        assertThat(minted(token(0, "two"))).isEqualTo(first);
        assertThat(key("u", token(0, "forged"))).as("not made here").isNotEqualTo(first);
        assertThat(key("v", token(0, "two"))).as("of another user").isNotEqualTo(first);
        assertThat(keys.of(getClass(), URL, Snapshot.of(null))).isNotEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"db:3306", "DBUser=u", "key%2F", "Security-Token=session"})
    void everyPartOfTheIdentityCounts(String part) {
        String token = token(0, "one");
        assertThat(token).contains(part);
        assertThat(minted(token.replace(part, part + "x"))).isNotEqualTo(minted(token));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&More=1",
                "&DBUser=u",
                "X-Amz-Algorithm=other",
                "X-Amz-SignedHeaders=other",
                "Action=other",
                "X-Amz-Date=x",
                "X-Amz-Expires=x",
                "noise"
            })
    void whatIsNoTokenAsWeKnowItIsAPassword(String odd) {
        String name = odd.startsWith("&") ? "" : odd.substring(0, Math.max(0, odd.indexOf('=')));
        String one = odd(token(0, "one"), name, odd);
        String two = odd(token(0, "two"), name, odd);
        assertThat(minted(one)).isNotNull().isEqualTo(minted(one)).isNotEqualTo(minted(two));
    }

    private static String odd(String token, String name, String odd) {
        return name.isEmpty() ? token + "&" + odd : token.replaceFirst("(?<=[&?])" + name + "=[^&]*", odd);
    }

    @Test
    void anExpiredTokenSharesNothing() {
        String old = token(0, "one");
        keys.minted(old);
        clock.advance(899_999);
        assertThat(key("u", old)).isNotNull();
        clock.advance(1);
        assertThat(key("u", old)).isNull();
        String forged = token(-900_000, "forged");
        assertThat(key("u", forged)).as("made elsewhere").isNull();
    }

    @Test
    void onlyTheLastOnesAreKnownAgain() {
        String first = token(0, "first");
        Key key = minted(first);
        for (int i = 0; i < 64; i++) {
            assertThat(minted(token(0, "more" + i))).isEqualTo(key);
        }
        assertThat(key("u", first)).isNotNull().isNotEqualTo(key);
    }

    @Test
    void aRestoreForgetsThem() {
        String token = token(0, "one");
        keys.minted(token);
        keys.run();
        assertThat(key("u", token)).isNotEqualTo(minted(token));
    }

    @Test
    void aDataSourcesTokenIsKnownToo() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://db/orders");
        source.setUser("u");
        Key[] own = new Key[2];
        Key[] ofTheCall = new Key[2];
        for (int i = 0; i < 2; i++) {
            String token = token(0, "token" + i);
            keys.minted(token);
            source.setPassword(token);
            own[i] = keys.of(source, false, null, null);
            source.setPassword("own");
            ofTheCall[i] = keys.of(source, true, "u", token);
        }
        assertThat(own[0]).isEqualTo(own[1]);
        assertThat(ofTheCall[0]).isEqualTo(ofTheCall[1]).isNotEqualTo(own[0]);
    }

    private Key minted(String token) {
        keys.minted(token);
        return key("u", token);
    }

    private Key key(String user, String password) {
        Properties info = new Properties();
        info.setProperty("user", user);
        info.setProperty("password", password);
        return keys.of(getClass(), URL, Snapshot.of(info));
    }

    /** As the SDK writes it. */
    private String token(long age, String signature) {
        String date = DATE.format(Instant.ofEpochMilli(clock.wallMillis() + age));
        return "db:3306/?DBUser=u&Action=connect&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=" + date
                + "&X-Amz-SignedHeaders=host&X-Amz-Expires=900&X-Amz-Credential=key%2Fday%2Fregion%2Frds-db%2Faws4_request"
                + "&X-Amz-Security-Token=session&X-Amz-Signature=" + signature;
    }
}
