package dev.thaw.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.cache.Clock;
import dev.thaw.cache.Key;
import java.sql.Connection;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which calls of DriverManager may share a connection. */
class KeysTest {
    private static final String URL = "jdbc:mysql://db/orders";

    private static final Keys KEYS = new Keys(Clock.SYSTEM);

    private final Properties info = properties("user", "u", "password", "secret");

    @Test
    void equalPropertiesMakeEqualKeysInAnyOrderAndObject() {
        assertThat(key(info)).isEqualTo(key(properties("password", "secret", "user", "u")));
        assertThat(key(null)).isEqualTo(key(new Properties()));
    }

    @Test
    void urlPropertyAndPasswordCount() {
        assertThat(KEYS.of(KeysTest.class, URL + "?x=1", Snapshot.of(info))).isNotEqualTo(key(info));
        assertThat(key(properties("user", "u", "password", "Secret"))).isNotEqualTo(key(info));
        assertThat(key(properties("user", "u"))).isNotEqualTo(key(info));
        assertThat(key(properties("user", "u", "password", "secret", "x", "1"))).isNotEqualTo(key(info));
    }

    /** For themselves: some drivers do not see them. */
    @Test
    void defaultsCount() {
        Properties inherited = new Properties(info);
        Key before = key(inherited);
        assertThat(before).isNotEqualTo(key(info)).isNotEqualTo(key(new Properties()));
        assertThat(before).isEqualTo(key(new Properties(properties("password", "secret", "user", "u"))));
        info.setProperty("password", "other");
        assertThat(key(inherited)).isNotEqualTo(before);
    }

    /** H2's driver takes a password so, and wipes it. */
    @Test
    void charactersAndBytesCountByWhatIsInThem() {
        Properties odd = properties("user", "u");
        for (Object[] values : new Object[][] {
            {"secret".toCharArray(), "secret".toCharArray(), "Secret".toCharArray()},
            {new byte[] {1, 2}, new byte[] {1, 2}, new byte[] {1, 3}},
        }) {
            odd.put("password", values[0]);
            Key before = key(odd);
            odd.put("password", values[1]);
            assertThat(key(odd)).isNotNull().isEqualTo(before);
            odd.put("password", values[2]);
            assertThat(key(odd)).isNotNull().isNotEqualTo(before);
        }
    }

    @Test
    void anObjectThatMayChangeIsNotShared() {
        Properties odd = properties("user", "u");
        odd.put("password", new AtomicReference<>("secret"));
        assertThat(key(odd)).isNull();
        odd.put("password", String.class);
        assertThat(key(odd)).isNotNull();
    }

    @Test
    void propertiesThatDoNotTellEveryDriverTheSameAreNotShared() {
        Properties byName = new Properties() {
            private static final long serialVersionUID = 1;

            @Override
            public String getProperty(String name) {
                return "made up";
            }
        };
        byName.setProperty("user", "u");
        assertThat(key(byName)).isNull();
    }

    @Test
    void valuesThatAreNoTextCount() {
        Properties odd = properties("user", "u", "password", "secret");
        odd.put("timeout", 5);
        assertThat(key(odd)).isNotEqualTo(key(info));
    }

    @Test
    void aKeyIsASnapshot() {
        Key before = key(info);
        info.setProperty("added by the driver", "x");
        assertThat(before).isEqualTo(key(properties("user", "u", "password", "secret")));
        assertThat(before).isNotEqualTo(key(info));
    }

    @Test
    void theCallersLoaderCounts() {
        assertThat(KEYS.of(Connection.class, URL, Snapshot.of(info))).isNotEqualTo(key(info));
        assertThat(KEYS.of(null, URL, Snapshot.of(info))).isNotEqualTo(key(info));
        assertThat(KEYS.of(Key.class, URL, Snapshot.of(info))).as("same loader").isEqualTo(key(info));
    }

    @Test
    void whatCannotBeComparedIsNotShared() {
        Properties odd = properties("user", "u");
        odd.put(5, "no name");
        assertThat(key(odd)).isNull();
    }

    /** It would not be as a new one, or it is a pool's; {@code UnsharedSettingsIT} shows what drivers do. */
    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db/orders?cacheResultSetMetadata=true, x, x, false",
        "jdbc:mysql://db/orders?a=b&CACHERESULTSETMETADATA=yes, x, x, false",
        "'jdbc:mysql://address=(host=db)(cacheResultSetMetadata=true)/orders', x, x, false",
        "jdbc:mysql://db/orders?propertiesTransform=shop.Tenants, x, x, false",
        "jdbc:mysql://db/orders?cacheResultSet%4Detadata=true, x, x, false",
        "jdbc:mysql://db/orders?%63acheResultSetMetadat%61=true, x, x, false",
        "jdbc:mysql://db/orders?cacheResultSetMetadata%=true&% &%4=, x, x, true",
        "jdbc:mysql://db/orders? cacheCallableStmts = true, x, x, false",
        "jdbc:mysql://db/orders?useConfigs=maxPerformance, x, x, false",
        "jdbc:mysql://db/orders?queryInterceptors=shop.Count, x, x, false",
        "jdbc:mysql://db/orders, exceptionInterceptors, shop.Count, false",
        "jdbc:mysql://db/orders, connectionLifecycleInterceptors, shop.Count, false",
        "jdbc:mariadb://db/orders?pool=true, x, x, false",
        "jdbc:mariadb://db/orders?x=y&pool, x, x, false",
        "jdbc:mariadb://db/orders, pool, 1, false",
        "jdbc:mariadb://db/orders?pool=false, x, x, true",
        "jdbc:mariadb://db/pool?maxPoolSize=1, poolName, true, true",
        "jdbc:mysql://db/orders, propertiesTransform, shop.Tenants, false",
        "jdbc:mysql://db/orders, cacheResultSetMetadata, true, false",
        "jdbc:mysql://db/orders, cacheresultsetmetadata, TRUE, false",
        "jdbc:mysql://db/orders, cacheResultSetMetadata, false, true",
        "jdbc:mysql://db/orders?cacheResultSetMetadata=False, x, x, true",
        "jdbc:mysql://db/orders?cacheResultSetMetadataSize=50, metadataCacheSize, true, true",
    })
    void whatKeepsTooMuchOrMakesUpItsSettingsIsNotShared(String url, String name, String value, boolean shared) {
        Key key = KEYS.of(KeysTest.class, url, Snapshot.of(properties(name, value)));
        assertThat(key != null).isEqualTo(shared);
    }

    @Test
    void namesAndValuesAreNotMixedUp() {
        assertThat(key(properties("a", "bc"))).isNotEqualTo(key(properties("ab", "c")));
        assertThat(key(properties("password", "x", "sslpassword", "y")))
                .isNotEqualTo(key(properties("password", "y", "sslpassword", "x")));
        assertThat(KEYS.of(KeysTest.class, "jdbc:a?password=x&y=z", Snapshot.of(null)))
                .isNotEqualTo(KEYS.of(KeysTest.class, "jdbc:a?password=x", Snapshot.of(properties("y", "z"))));
    }

    @Test
    void anotherEnvironmentsKeysNeverMatchNorDoThoseFromBeforeARestore() {
        Keys keys = new Keys(Clock.SYSTEM);
        Key before = keys.of(KeysTest.class, URL, Snapshot.of(info));
        assertThat(keys.of(KeysTest.class, URL, Snapshot.of(info)))
                .isEqualTo(before)
                .isNotEqualTo(key(info));
        keys.run();
        assertThat(keys.of(KeysTest.class, URL, Snapshot.of(info))).isNotEqualTo(before);
    }

    @Test
    void noSecretIsShown() {
        assertThat(KEYS.of(KeysTest.class, URL + "?password=secret", Snapshot.of(info))
                        .toString())
                .doesNotContain("secret");
    }

    private static Key key(Properties info) {
        return KEYS.of(KeysTest.class, URL, Snapshot.of(info));
    }

    private static Properties properties(String... namesAndValues) {
        Properties properties = new Properties();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return properties;
    }
}
