package dev.thaw.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every server must do. */
abstract class ServerContract {
    private Database database;

    /** The server under test, shared by the tests of a class. */
    abstract DatabaseServer server();

    private Database database() {
        if (database == null) {
            database = server().newDatabase("contract");
        }
        return database;
    }

    @Test
    void countsEveryConnectionOfTheApplicationAndNoOther() throws SQLException {
        Database other = server().newDatabase("other");
        assertThat(database().connectionsOpened()).isZero();

        for (int i = 1; i <= 7; i++) {
            try (Connection connection = database().connect()) {
                assertThat(connection.isValid(5)).isTrue();
                assertThat(database().connectionsOpened()).isEqualTo(i);
            }
        }
        database().execute("CREATE TABLE made_by_admin (id INT)");
        database().admin().close();
        other.connect().close();

        assertThat(database().connectionsOpened()).isEqualTo(7);
        assertThat(other.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void countsConnectionsThatAreOpenedAtTheSameTime() throws Exception {
        int each = 10;
        ExecutorService clients = Executors.newFixedThreadPool(4);
        try {
            Callable<Void> client = () -> {
                for (int i = 0; i < each; i++) {
                    database().connect().close();
                }
                return null;
            };
            database();
            for (Future<Void> done : clients.invokeAll(List.of(client, client, client, client))) {
                done.get();
            }
        } finally {
            clients.shutdown();
        }
        assertThat(database().connectionsOpened()).isEqualTo(4L * each);
        database().awaitOpenSessions(0);
    }

    @Test
    void doesNotCountFailedLogins() {
        Properties wrong = new Properties();
        wrong.setProperty("user", database().user());
        wrong.setProperty("password", "wrong");

        assertThatThrownBy(() -> database().url().open(wrong)).isInstanceOf(SQLException.class);

        assertThat(database().connectionsOpened()).isZero();
        assertThat(database().openSessions()).isZero();
    }

    @Test
    void knowsTheOpenSessions() throws SQLException {
        List<Connection> open = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            open.add(database().connect());
        }
        assertThat(database().openSessions()).isEqualTo(3);
        assertThat(database().sessionIds()).hasSize(3).doesNotHaveDuplicates().isSorted();

        open.get(0).close();
        database().awaitOpenSessions(2);
        open.get(1).close();
        open.get(2).close();
        database().awaitOpenSessions(0);
    }

    @Test
    void killedSessionsFailAtTheClientAndOthersLive() throws SQLException {
        try (Connection connection = database().connect();
                Connection other = server().newDatabase("other").connect()) {
            assertThat(scalar(connection, "SELECT 1")).isEqualTo("1");

            database().killSessions();

            assertThat(database().openSessions()).isZero();
            assertThatThrownBy(() -> scalar(connection, "SELECT 1")).isInstanceOf(SQLException.class);
            assertThat(scalar(other, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void oneKilledSessionFailsAndTheOthersOfItsUserLive() throws SQLException {
        try (Connection doomed = database().connect()) {
            long id = database().sessionIds().get(0);
            try (Connection other = database().connect()) {
                database().killSession(id);
                database().killSession(id);

                assertThat(database().sessionIds()).hasSize(1).doesNotContain(id);
                assertThatThrownBy(() -> scalar(doomed, "SELECT 1")).isInstanceOf(SQLException.class);
                assertThat(scalar(other, "SELECT 1")).isEqualTo("1");
                database().awaitOpenSessionsAtMost(1);
            }
        }
        database().awaitOpenSessionsAtMost(0);
    }

    @Test
    void aChangedPasswordIsTheOnlyOneThatOpensASession() throws SQLException {
        Properties old = new Properties();
        old.setProperty("user", database().user());
        old.setProperty("password", database().password());
        try (Connection before = database().connect()) {
            String changed = database().changePassword();

            assertThat(changed).isEqualTo(database().password()).isNotEqualTo(old.getProperty("password"));
            assertThat(scalar(before, "SELECT 1")).isEqualTo("1");
            assertThatThrownBy(() -> database().url().open(old)).isInstanceOf(SQLException.class);
            database().connect().close();
        }
    }

    @Test
    void theApplicationOwnsItsDatabase() throws SQLException {
        try (Connection connection = database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE item (id INT PRIMARY KEY)");
            statement.execute("INSERT INTO item VALUES (42)");
            assertThat(scalar(connection, "SELECT id FROM item")).isEqualTo("42");
        }
    }

    @Test
    void survivesARestartWithItsDataPortAndCounts() throws SQLException {
        int port = server().port();
        database().execute("CREATE TABLE kept (id INT)");
        Connection before = database().connect();

        server().restart();

        assertThat(server().port()).isEqualTo(port);
        assertThatThrownBy(() -> scalar(before, "SELECT 1")).isInstanceOf(SQLException.class);
        assertThat(database().openSessions()).isZero();
        try (Connection after = database().connect()) {
            assertThat(scalar(after, "SELECT COUNT(*) FROM kept")).isEqualTo("0");
        }
        assertThat(database().connectionsOpened()).isEqualTo(2);
    }

    @Test
    void isItsFirstDatabase() throws SQLException {
        long opened = server().connectionsOpened();
        try (Connection connection = server().connect()) {
            assertThat(connection.getCatalog()).isEqualToIgnoringCase(server().database());
        }
        assertThat(server().connectionsOpened()).isEqualTo(opened + 1);
        assertThat(server().jdbcUrl()).contains("//127.0.0.1:" + server().port() + "/");
    }

    static String scalar(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
