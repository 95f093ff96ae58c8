package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import dev.thaw.testkit.server.JdbcUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Properties of a call are the application's own: it may change them at any time, and so may the driver. */
class PropertiesIT {
    private static final String WHO = "SELECT current_user";

    private final Database one = Servers.postgres().newDatabase("properties");
    private final Database two = Servers.postgres().newDatabase("properties");
    private final String url = one.jdbcUrl();

    @BeforeEach
    void letBothIn() {
        one.execute("GRANT CONNECT ON DATABASE " + one.database() + " TO " + two.user());
    }

    @Test
    void defaultsThatChangeWhileAConnectionIsHeld() throws Exception {
        Properties defaults = credentials(one);
        try (Connection held = DriverManager.getConnection(url, new Properties(defaults))) {
            assertThat(ask(held, WHO)).isEqualTo(one.user());
            defaults.putAll(credentials(two));
            one.killSessions();
            assertThatThrownBy(() -> ask(held, WHO)).isInstanceOf(SQLException.class);
            assertThat(ask(held, WHO)).as("it was opened again").isEqualTo(one.user());
        }
        asEach();
    }

    @Test
    void anotherThreadThatChangesThemAllTheWhile() throws Exception {
        Properties first = credentials(one);
        Properties second = credentials(two);
        Properties live = credentials(one);
        Thread changing = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                live.putAll(second);
                live.putAll(first);
            }
        });
        changing.start();
        try {
            for (int i = 0; i < 200; i++) {
                tryOnce(live);
            }
        } finally {
            changing.interrupt();
            changing.join();
        }
        asEach();
    }

    private void tryOnce(Properties live) {
        try (Connection connection = DriverManager.getConnection(url, live)) {
            ask(connection, WHO);
        } catch (SQLException mixed) {
            // The one's user with the other's password.
            assertThat(mixed.getSQLState()).isEqualTo("28P01");
        }
    }

    /** Connections that were kept under each key are of that user. */
    private void asEach() throws SQLException {
        for (Database each : new Database[] {one, two, one, two}) {
            try (Connection connection = DriverManager.getConnection(url, credentials(each))) {
                assertThat(ask(connection, WHO)).isEqualTo(each.user());
            }
        }
    }

    /** H2's driver wipes it. */
    @Test
    void aPasswordOfCharactersThatIsOverwritten() throws SQLException {
        Database database = Servers.h2().newDatabase("characters");
        char[] password = database.password().toCharArray();
        Properties live = new Properties();
        live.put("user", database.user());
        live.put("password", password);
        DriverManager.getConnection(database.jdbcUrl(), live).close();
        assertThat(password).as("wiped, as without us").containsOnly('\0');
        assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), live))
                .isInstanceOf(SQLException.class);
        Arrays.fill(password, 'x');
        assertThatThrownBy(() -> DriverManager.getConnection(database.jdbcUrl(), live))
                .isInstanceOf(SQLException.class);
        System.arraycopy(database.password().toCharArray(), 0, password, 0, password.length);
        DriverManager.getConnection(database.jdbcUrl(), live).close();
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    /** Straight from the driver nothing of ours is between. */
    @ParameterizedTest
    @EnumSource
    void afterwardsTheyAreAsTheDriverLeavesThem(DriverKind driver) throws SQLException {
        Database database = database(driver);
        JdbcUrl plain = database.url(driver).plain();
        Properties alone = credentials(database);
        Properties live = credentials(database);
        plain.open(alone).close();
        DriverManager.getConnection(plain.toString(), live).close();
        assertThat(live).isEqualTo(alone);
    }

    @ParameterizedTest
    @EnumSource
    void defaultsAreSeenByWhomTheyAreSeenWithoutUs(DriverKind driver) {
        Database database = database(driver);
        JdbcUrl plain = database.url(driver).plain();
        String alone = outcome(() -> plain.open(new Properties(credentials(database))));
        assertThat(outcome(() -> DriverManager.getConnection(plain.toString(), new Properties(credentials(database)))))
                .isEqualTo(alone);
    }

    private interface Opening {
        Connection open() throws SQLException;
    }

    private static String outcome(Opening opening) {
        try (Connection connection = opening.open()) {
            return connection.getMetaData().getUserName();
        } catch (SQLException e) {
            return e.getClass().getName() + " " + e.getSQLState();
        }
    }

    private static Database database(DriverKind driver) {
        return switch (driver) {
            case CONNECTOR_J, MARIADB -> Servers.mariaDb().newDatabase("properties");
            case POSTGRESQL -> Servers.postgres().newDatabase("properties");
            case H2 -> Servers.h2().newDatabase("properties");
        };
    }

    private static Properties credentials(Database database) {
        Properties credentials = new Properties();
        credentials.setProperty("user", database.user());
        credentials.setProperty("password", database.password());
        return credentials;
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
