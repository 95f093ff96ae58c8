package dev.thaw.endtoend;

import com.mysql.cj.jdbc.MysqlDataSource;
import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DatabaseServer;
import dev.thaw.testkit.server.DriverKind;
import dev.thaw.testkit.server.JdbcUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A way in which an application opens connections: a server, a driver for it, and one of the driver's entrances. */
record Opening(String server, Supplier<DatabaseServer> servers, DriverKind driver, String entrance, Entrance way) {
    interface Entrance {
        Connection open(JdbcUrl url, String user, String password) throws SQLException;
    }

    private static final String THREE_STRINGS = "DriverManager(url, user, password)";
    private static final String DATA_SOURCE = "DataSource()";

    /** Every entrance of every driver on every server that it speaks to. */
    static Stream<Opening> all() {
        List<Opening> openings = new ArrayList<>();
        addAll(openings, "MariaDB", Servers::mariaDb, DriverKind.CONNECTOR_J);
        addAll(openings, "MariaDB", Servers::mariaDb, DriverKind.MARIADB);
        addAll(openings, "PostgreSQL", Servers::postgres, DriverKind.POSTGRESQL);
        addAll(openings, "H2", Servers::h2, DriverKind.H2);
        addAll(openings, "MySQL", Servers::mySql, DriverKind.CONNECTOR_J);
        addAll(openings, "MySQL", Servers::mySql, DriverKind.MARIADB);
        return openings.stream();
    }

    /** One entrance of each kind. */
    static Stream<Opening> main() {
        return all().filter(opening -> opening.entrance.equals(THREE_STRINGS) || opening.entrance.equals(DATA_SOURCE));
    }

    /** One entrance of each driver. */
    static Stream<Opening> drivers() {
        return all().filter(opening -> opening.entrance.equals(THREE_STRINGS));
    }

    private static void addAll(
            List<Opening> openings, String server, Supplier<DatabaseServer> servers, DriverKind driver) {
        openings.add(new Opening(
                server,
                servers,
                driver,
                THREE_STRINGS,
                (url, user, password) -> DriverManager.getConnection(url.toString(), user, password)));
        openings.add(new Opening(
                server,
                servers,
                driver,
                "DriverManager(url, properties)",
                (url, user, password) -> DriverManager.getConnection(url.toString(), properties(user, password))));
        openings.add(new Opening(
                server,
                servers,
                driver,
                "DriverManager(url)",
                (url, user, password) -> DriverManager.getConnection(
                        url.with("user", user).with("password", password).toString())));
        openings.add(new Opening(
                server,
                servers,
                driver,
                DATA_SOURCE,
                (url, user, password) -> dataSource(url, user, password).getConnection()));
        openings.add(new Opening(
                server,
                servers,
                driver,
                "DataSource(user, password)",
                (url, user, password) -> dataSource(url, null, null).getConnection(user, password)));
    }

    /** An empty database of the server. */
    Database newDatabase() {
        return servers.get().newDatabase("agent");
    }

    JdbcUrl url(Database database) {
        return database.url(driver).plain();
    }

    /** Opens a connection as the application does, DataSource and all built anew. */
    Connection open(Database database) throws SQLException {
        return way.open(url(database), database.user(), database.password());
    }

    /** The server's id of a connection's session. */
    long sessionId(Connection connection) throws SQLException {
        String sql = switch (driver) {
            case CONNECTOR_J, MARIADB -> "SELECT CONNECTION_ID()";
            case POSTGRESQL -> "SELECT pg_backend_pid()";
            case H2 -> "SELECT SESSION_ID()";
        };
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    static Properties properties(String user, String password) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return properties;
    }

    /** The driver's own DataSource; without credentials where they are null. */
    static DataSource dataSource(JdbcUrl url, String user, String password) throws SQLException {
        return dataSource(url.driver(), url.toString(), user, password);
    }

    /** The same by the text of a URL. */
    static DataSource dataSource(DriverKind driver, String url, String user, String password) throws SQLException {
        switch (driver) {
            case CONNECTOR_J -> {
                MysqlDataSource source = new MysqlDataSource();
                source.setUrl(url);
                source.setUser(user);
                source.setPassword(password);
                return source;
            }
            case MARIADB -> {
                MariaDbDataSource source = new MariaDbDataSource(url);
                if (user != null) {
                    source.setUser(user);
                    source.setPassword(password);
                }
                return source;
            }
            case POSTGRESQL -> {
                PGSimpleDataSource source = new PGSimpleDataSource();
                source.setURL(url);
                source.setUser(user);
                source.setPassword(password);
                return source;
            }
            default -> {
                JdbcDataSource source = new JdbcDataSource();
                source.setURL(url);
                source.setUser(user);
                source.setPassword(password);
                return source;
            }
        }
    }

    @Override
    public String toString() {
        return server + ", " + driver + ", " + entrance;
    }
}
