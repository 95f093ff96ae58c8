package dev.thaw.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions are named after their function, unless the application names them. */
class SessionNamesTest {
    private static final String URL = "jdbc:mysql://db/shop";

    private final SessionNames names = new SessionNames("orders");
    private final Properties info = new Properties(defaults());

    private static Properties defaults() {
        Properties defaults = new Properties();
        defaults.setProperty("user", "u");
        return defaults;
    }

    @ParameterizedTest
    @ValueSource(strings = {URL, "jdbc:mysql:loadbalance://a,b/shop", "jdbc:mariadb://db/shop"})
    void aCopyCarriesTheNameAndAllThatWasThere(String url) {
        info.setProperty("password", "p");
        Properties named = named(url, info);
        assertThat(named).containsEntry("connectionAttributes", "program_name:orders");
        assertThat(named).containsEntry("password", "p");
        assertThat(named.getProperty("user")).isEqualTo("u");
        assertThat(info).doesNotContainKey("connectionAttributes");
    }

    @Test
    void withoutProperties() {
        assertThat(named(URL, null)).containsOnlyKeys("connectionAttributes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/shop",
                "jdbc:h2:tcp://db/shop",
                "jdbc:mysql://db/shop?ConnectionAttributes=program_name:own",
                "jdbc:mysql://db/shop?connection%41ttributes=team:shop",
                "jdbc:mysql://address=(host=db)(connectionAttributes=team:shop)/shop",
            })
    void nothingIsAdded(String url) {
        assertThat(named(url, info)).isEqualTo(info);
    }

    @Test
    void theApplicationsOwnAttributesStay() {
        info.setProperty("connectionAttributes", "team:shop");
        assertThat(named(URL, info)).isEqualTo(info);
    }

    @Test
    void inAnyCase() {
        info.setProperty("connectionattributes", "team:shop");
        assertThat(named(URL, info)).isEqualTo(info);
    }

    /** As those of Jasypt. */
    @Test
    void whatPropertiesDecryptStaysDecrypted() {
        Properties encrypted = new Properties() {
            private static final long serialVersionUID = 1;

            @Override
            public String getProperty(String name) {
                return name.equals("password") ? "decrypted" : super.getProperty(name);
            }

            @Override
            public synchronized Object get(Object name) {
                return name.equals("password") ? "decrypted" : super.get(name);
            }
        };
        encrypted.setProperty("password", "ENC(..)");
        encrypted.put("timeout", 5);
        assertThat(named(URL, encrypted)).containsEntry("password", "decrypted").containsEntry("timeout", 5);
    }

    @Test
    void andSoDoThoseOfItsDefaults() {
        Properties defaults = new Properties();
        defaults.setProperty("connectionAttributes", "team:shop");
        assertThat(named(URL, new Properties(defaults))).isEmpty();
    }

    @Test
    void noNameIsNoAddition() {
        Properties copy = Snapshot.of(info).copy();
        new SessionNames(null).addTo(copy, URL);
        assertThat(copy).isEqualTo(info);
    }

    private Properties named(String url, Properties of) {
        Properties copy = Snapshot.of(of).copy();
        names.addTo(copy, url);
        return copy;
    }
}
