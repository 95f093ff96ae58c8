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
        Properties named = names.named(url, info);
        assertThat(named).containsEntry("connectionAttributes", "program_name:orders");
        assertThat(named).containsEntry("user", "u").containsEntry("password", "p");
        assertThat(info).doesNotContainKey("connectionAttributes");
    }

    @Test
    void withoutProperties() {
        assertThat(names.named(URL, null)).containsOnlyKeys("connectionAttributes");
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
        assertThat(names.named(url, info)).isNull();
    }

    @Test
    void theApplicationsOwnAttributesStay() {
        info.setProperty("connectionAttributes", "team:shop");
        assertThat(names.named(URL, info)).isNull();
    }

    @Test
    void inAnyCase() {
        info.setProperty("connectionattributes", "team:shop");
        assertThat(names.named(URL, info)).isNull();
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
        };
        encrypted.setProperty("password", "ENC(..)");
        encrypted.put("timeout", 5);
        assertThat(names.named(URL, encrypted))
                .containsEntry("password", "decrypted")
                .containsEntry("timeout", 5);
    }

    @Test
    void andSoDoThoseOfItsDefaults() {
        Properties defaults = new Properties();
        defaults.setProperty("connectionAttributes", "team:shop");
        assertThat(names.named(URL, new Properties(defaults))).isNull();
    }

    @Test
    void noNameIsNoAddition() {
        assertThat(new SessionNames(null).named(URL, info)).isNull();
    }
}
