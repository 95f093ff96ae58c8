package dev.thaw.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No log shows what can hold a password. */
class UrlsTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db:3306/orders, jdbc:mysql://db:3306/orders",
        "jdbc:mysql://db/orders?user=u&password=secret, jdbc:mysql://db/orders",
        "jdbc:h2:tcp://db/orders;USER=u;PASSWORD=secret, jdbc:h2:tcp://db/orders",
        "jdbc:mysql://u:secret@db/orders, jdbc:mysql://db/orders",
        "jdbc:mysql://u:secret@db/orders?x=a@b, jdbc:mysql://db/orders",
        "jdbc:mysql://u:se@cret@db/orders, jdbc:mysql://db/orders",
        "'jdbc:mysql://address=(host=db)(user=u)(password=secret)/orders', jdbc:mysql://address=",
        "'jdbc:mysql://(host=db,user=u,password=secret)/orders', jdbc:mysql://",
        "'jdbc:mysql://u:secret@[(host=db),(host=db2)]/orders', jdbc:mysql://[",
        "jdbc:oracle:thin:u/secret@//db:1521/orders, jdbc:oracle://db:1521/orders",
        "jdbc:oracle:thin:u/secret@db:1521:orders, jdbc:oracle:db:1521:orders",
        "jdbc:sqlserver://db;databaseName=orders;password=secret, jdbc:sqlserver://db",
        "jdbc:postgresql:orders, jdbc:postgresql:orders",
        "u:secret@db, db",
        "'', ''",
    })
    void hidesParametersAndUserInformation(String url, String shown) {
        assertThat(Urls.withoutSecrets(url)).isEqualTo(shown);
    }
}
