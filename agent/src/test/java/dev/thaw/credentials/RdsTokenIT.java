package dev.thaw.credentials;

import static dev.thaw.credentials.Connections.changePassword;
import static dev.thaw.credentials.Connections.open;
import static dev.thaw.credentials.Connections.use;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens of IAM database authentication, made by the real SDK; the server takes one of them for a password. */
class RdsTokenIT {
    private static final int TOKENS = 800;
    private static final int LIFETIME = 900;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void newTokensOfOneIdentityShareOneConnection(DriverKind driver) throws Exception {
        Database database = Connections.newDatabase(driver);
        Instant start = start();
        changePassword(database, driver, RdsTokens.of(database, start));
        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < TOKENS; i++) {
            String token = RdsTokens.of(database, start.plusSeconds(i));
            tokens.add(token);
            use(open(database, driver, token));
        }
        assertThat(tokens).hasSize(TOKENS);
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void whoHasNoTokenOfHisOwnNeverGetsIt(DriverKind driver) throws Exception {
        Database database = Connections.newDatabase(driver);
        String token = RdsTokens.of(database, start());
        changePassword(database, driver, token);
        use(open(database, driver, token));

        int signature = token.indexOf("Signature=") + "Signature=".length();
        String forged = token.substring(0, signature) + new StringBuilder(token.substring(signature)).reverse();
        assertThatThrownBy(() -> open(database, driver, forged)).isInstanceOf(SQLException.class);
        Database other = Connections.newDatabase(driver);
        String ofAnother = RdsTokens.of(other, start());
        assertThatThrownBy(() -> open(database, driver, ofAnother)).isInstanceOf(SQLException.class);
        String expired = RdsTokens.of(database, Instant.now().minusSeconds(LIFETIME + 1));
        assertThatThrownBy(() -> open(database, driver, expired)).isInstanceOf(SQLException.class);

        use(open(database, driver, RdsTokens.of(database, start())));
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void anExpiredTokenThatTheServerTakesLeavesNothingBehind(DriverKind driver) throws Exception {
        Database database = Connections.newDatabase(driver);
        String expired = RdsTokens.of(database, Instant.now().minusSeconds(LIFETIME + 1));
        changePassword(database, driver, expired);
        use(open(database, driver, expired));
        use(open(database, driver, expired));
        database.awaitOpenSessions(0);
        assertThat(database.connectionsOpened()).isEqualTo(2);
    }

    /** Not long ago, and on one day with all the tokens after it, since the day is part of an identity. */
    private static Instant start() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Instant day = now.truncatedTo(ChronoUnit.DAYS);
        Instant last = day.plus(1, ChronoUnit.DAYS).minusSeconds(TOKENS);
        Instant recent = now.minusSeconds(LIFETIME - 200);
        if (recent.isBefore(day)) {
            return day;
        }
        return recent.isAfter(last) ? last : recent;
    }
}
