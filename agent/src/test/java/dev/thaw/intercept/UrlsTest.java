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
        "'jdbc:mysql://address=(host=db)(user=u)(password=secret)/orders', jdbc:mysql://",
        "'jdbc:mysql://(host=db,user=u,password=secret)/orders', jdbc:mysql://",
        "'jdbc:mysql://(host=db,user=u,password=a@secret)/orders', jdbc:mysql://",
        "'jdbc:mysql://u:secret@[(host=db),(host=db2)]/orders', jdbc:mysql://",
        "'jdbc:mysql://u:se;cr(et@db/orders', jdbc:mysql://db/orders",
        "'jdbc:mysql://u:se%3Bcr(et@db:3306/orders?x=y', jdbc:mysql://db:3306/orders",
        "jdbc:mysql://u:secret==@db/orders, jdbc:mysql://",
        "jdbc:mysql://u:se/cret@db/orders, jdbc:mysql://",
        "jdbc:mysql://u:1/secret@db/orders, jdbc:mysql://",
        "'jdbc:mysql://[::1]:3306,db-2:3307/orders?x', 'jdbc:mysql://[::1]:3306,db-2:3307/orders'",
        "'jdbc:mariadb:sequential://one:1,two/orders', 'jdbc:mariadb:sequential://one:1,two/orders'",
        "jdbc:h2:tcp://db;PASSWORD=a@secret/orders, jdbc:h2:tcp://",
        "jdbc:h2:tcp://db:9092/mem:orders;PASSWORD=a@secret, jdbc:h2:tcp://db:9092/mem:orders",
        "JDBC:H2:mem:orders;PASSWORD=secret, JDBC:H2:mem:orders",
        "jdbc:oracle:thin:u/secret@//db:1521/orders, jdbc:oracle://db:1521",
        "jdbc:oracle:thin:u/secret@db:1521:orders, jdbc:oracle:",
        "jdbc:oracle:thin:u/a//secret/x@db, jdbc:oracle://",
        "jdbc:sqlserver://db;databaseName=orders;password=secret, jdbc:sqlserver://db",
        "jdbc:sqlserver://db:1433;password=a@secret, jdbc:sqlserver://",
        "'jdbc:teradata://db/DATABASE=orders,PASSWORD=secret', jdbc:teradata://db",
        "jdbc:db2://db:50000/orders:user=u;password=secret;, jdbc:db2://db:50000",
        "jdbc:db2://db:50000/orders:password=secret, jdbc:db2://db:50000",
        "jdbc-secretsmanager:mysql://db/orders, //db",
        "jdbc:postgresql:orders, jdbc:postgresql:orders",
        "jdbc:postgresql:orders?password=secret&x=a//b, jdbc:postgresql:orders",
        "jdbc:mysql:u:secret@db, jdbc:mysql:",
        "u:secret@db, ''",
        "'', ''",
    })
    void hidesParametersAndUserInformation(String url, String shown) {
        assertThat(Urls.withoutSecrets(url)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db:3306/orders, jdbc:mysql://db:3306/orders",
        "jdbc:mysql://db/orders?user=u&password=secret&x=1, jdbc:mysql://db/orders?user=u&password=*&x=1",
        "jdbc:mysql://db/orders?password1=one&password2=two, jdbc:mysql://db/orders?password1=*&password2=*",
        "jdbc:mysql://db/orders?passwordCharacterEncoding=x, jdbc:mysql://db/orders?passwordCharacterEncoding=x",
        "jdbc:h2:tcp://db/orders;USER=u;PASSWORD=secret, jdbc:h2:tcp://db/orders;USER=u;PASSWORD=*",
        "jdbc:mysql://u:secret@db/orders?sslPassword=x, jdbc:mysql://u:*@db/orders?sslPassword=*",
        "jdbc:mysql://u:se@cret@db/orders, jdbc:mysql://u:*@db/orders",
        "'jdbc:mysql://u:se;cr(et@db/orders', jdbc:mysql://u:*@db/orders",
        "'jdbc:mysql://address=(host=db)(user=u)(password=secret)/orders',"
                + " 'jdbc:mysql://address=(host=db)(user=u)(password=*)/orders'",
        "'jdbc:mysql://(host=db,password=secret,user=u)/orders', 'jdbc:mysql://(host=db,password=*,user=u)/orders'",
        "jdbc:mysql://db/orders?password=, jdbc:mysql://db/orders?password=*",
        "=, =",
        "'', ''",
    })
    void findsTheSecrets(String url, String without) {
        StringBuilder found = new StringBuilder();
        int done = 0;
        for (int i = Urls.nextSecret(url, 0); i >= 0; i = Urls.nextSecret(url, done)) {
            found.append(url, done, i).append('*');
            done = Urls.endOfSecret(url, i);
        }
        assertThat(found.append(url, done, url.length())).hasToString(without);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db/orders?user=u&password=secret, u",
        "jdbc:h2:tcp://db/orders;PASSWORD=secret;USER=u, u",
        "jdbc:mysql://db/orders?myuser=u,",
        "jdbc:mysql://db/orders,",
    })
    void findsTheUser(String url, String user) {
        assertThat(Urls.value(url, "user")).isEqualTo(user);
    }
}
