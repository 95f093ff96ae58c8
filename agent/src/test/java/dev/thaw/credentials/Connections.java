package dev.thaw.credentials;

import com.mysql.cj.jdbc.MysqlDataSource;
import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What the tests of this package do with connections. */
final class Connections {
    private Connections() {}

    static Database newDatabase(DriverKind driver) {
        return driver == DriverKind.POSTGRESQL
                ? Servers.postgres().newDatabase("secret")
                : Servers.mariaDb().newDatabase("secret");
    }

    /** Without TLS, so that what is slow about it does not make the many connections of some tests slow. */
    static String url(Database database, DriverKind driver) {
        return database.url(driver).plain().toString();
    }

    static Connection open(Database database, DriverKind driver, String password) throws SQLException {
        return DriverManager.getConnection(url(database, driver), database.user(), password);
    }

    static DataSource source(String url, String user, String password) throws SQLException {
        if (url.startsWith("jdbc:postgresql:")) {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setURL(url);
            source.setUser(user);
            source.setPassword(password);
            return source;
        }
        if (url.startsWith("jdbc:mariadb:")) {
            MariaDbDataSource source = new MariaDbDataSource(url);
            source.setUser(user);
            source.setPassword(password);
            return source;
        }
        MysqlDataSource source = new MysqlDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /** Uses a connection and closes it. */
    static void use(Connection opened) throws SQLException {
        try (Connection connection = opened;
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 42")) {
            if (!row.next() || row.getInt(1) != 42) {
                throw new SQLException("a wrong answer");
            }
        }
    }

    /** As the administrator does at a rotation: the sessions that there are go on. */
    static void changePassword(Database database, DriverKind driver, String password) {
        String user = database.user();
        database.execute(
                driver == DriverKind.POSTGRESQL
                        ? "ALTER USER " + user + " PASSWORD '" + password + "'"
                        : "ALTER USER '" + user + "'@'%' IDENTIFIED BY '" + password + "'");
    }
}
