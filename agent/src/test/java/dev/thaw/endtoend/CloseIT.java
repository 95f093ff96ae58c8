package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import dev.thaw.testkit.server.JdbcUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A close looks like a close, on every real server. */
class CloseIT {
    @ParameterizedTest
    @MethodSource("dev.thaw.endtoend.Opening#drivers")
    void anOpenTransactionIsRolledBackAtOnce(Opening opening) throws SQLException {
        Database database = withTable(opening);
        Connection connection = opening.open(database);
        connection.setAutoCommit(false);
        update(connection, "INSERT INTO t VALUES (1)");
        connection.close();
        // As the administrator, who would wait for a lock that is still held.
        database.execute("DELETE FROM t");
        try (Connection next = opening.open(database)) {
            assertThat(next.getAutoCommit()).isTrue();
            assertThat(count(next)).isZero();
            update(next, "INSERT INTO t VALUES (2)");
        }
        try (Connection past = database.connect(opening.url(database))) {
            assertThat(count(past)).as("committed by itself").isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.thaw.endtoend.Opening#drivers")
    void aCommittedTransactionStays(Opening opening) throws SQLException {
        Database database = withTable(opening);
        for (int i = 0; i < 5; i++) {
            try (Connection connection = opening.open(database)) {
                connection.setAutoCommit(false);
                update(connection, "INSERT INTO t VALUES (" + i + ")");
                connection.commit();
                update(connection, "INSERT INTO t VALUES (" + (100 + i) + ")");
            }
        }
        try (Connection past = database.connect(opening.url(database))) {
            assertThat(count(past)).isEqualTo(5);
        }
        assertThat(database.connectionsOpened()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("dev.thaw.endtoend.Opening#drivers")
    void statementsAndResultsAreClosedAndSaySo(Opening opening) throws SQLException {
        Database database = opening.newDatabase();
        Connection connection = opening.open(database);
        Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery("SELECT 1");
        PreparedStatement prepared = connection.prepareStatement("SELECT 2");
        connection.close();
        assertThat(connection.isClosed()).isTrue();
        assertThat(statement.isClosed()).isTrue();
        assertThat(prepared.isClosed()).isTrue();
        assertThat(results.isClosed()).isTrue();
        assertThat(Failure.of(() -> statement.executeQuery("SELECT 1"))).isNotNull();
        assertThat(Failure.of(prepared::executeQuery)).isNotNull();
        assertThat(Failure.of(connection::createStatement)).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("dev.thaw.endtoend.Opening#drivers")
    void theRefusalOfAClosedConnectionHasTheDriversCause(Opening opening) throws SQLException {
        Database database = opening.newDatabase();
        Connection with = opening.open(database);
        Connection without = database.connect(opening.url(database));
        assertThat(causeOfUseAfterClose(with)).isEqualTo(causeOfUseAfterClose(without));
    }

    private static String causeOfUseAfterClose(Connection connection) throws SQLException {
        connection.close();
        try {
            return connection.prepareStatement("SELECT 1") + " was prepared";
        } catch (SQLException e) {
            return String.valueOf(e.getCause());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.thaw.endtoend.Opening#drivers")
    void aSecondCloseIsNobodyElses(Opening opening) throws SQLException {
        Database database = opening.newDatabase();
        Connection first = opening.open(database);
        first.close();
        try (Connection next = opening.open(database)) {
            first.close();
            first.abort(Runnable::run);
            assertThat(next.isClosed()).isFalse();
            assertThat(opening.sessionId(next)).isPositive();
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("dev.thaw.endtoend.Opening#drivers")
    void aSettingRefusedInsideATransactionIsAnsweredAsByTheDriver(Opening opening) throws SQLException {
        Database database = opening.newDatabase();
        try (Connection with = opening.open(database);
                Connection without = database.connect(opening.url(database))) {
            for (Connection connection : new Connection[] {with, without}) {
                connection.setAutoCommit(false);
                opening.sessionId(connection);
            }
            assertThat(setsIsolation(with)).isEqualTo(setsIsolation(without));
            assertThat(with.getTransactionIsolation()).isEqualTo(without.getTransactionIsolation());
            assertThat(opening.sessionId(with)).isPositive();
            with.rollback();
            without.rollback();
        }
    }

    /** The rest would take the server an hour. */
    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aStreamIsNotReadToItsEnd() throws SQLException {
        Database database = Servers.mariaDb().newDatabase("streams");
        String url = database.jdbcUrl(DriverKind.MARIADB);
        Connection connection = DriverManager.getConnection(url, database.user(), database.password());
        Statement statement = connection.createStatement();
        statement.setFetchSize(10);
        ResultSet rows = statement.executeQuery("SELECT seq FROM seq_1_to_20000000000");
        assertThat(rows.next()).isTrue();
        connection.close();
        assertThat(Failure.of(() -> statement.executeQuery("SELECT 1"))).isNotNull();
        try (Connection next = DriverManager.getConnection(url, database.user(), database.password());
                ResultSet row = next.createStatement().executeQuery("SELECT 1")) {
            assertThat(row.next()).isTrue();
        }
    }

    /** Connector/J's close wants to roll back, which it refuses while rows are on their way. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCloseThatTheDriverRefusesIsRefused(boolean pooling) throws SQLException {
        Database database = Servers.mariaDb().newDatabase("streams");
        String on = Boolean.toString(pooling);
        JdbcUrl url = database.url(DriverKind.CONNECTOR_J)
                .plain()
                .with("useServerPrepStmts", on)
                .with("cachePrepStmts", on)
                .with("rewriteBatchedStatements", on);
        Connection with = DriverManager.getConnection(url.toString(), database.user(), database.password());
        Connection without = database.connect(url);
        Failure byTheDriver = closedHalfRead(without);
        assertThat(byTheDriver).isNotNull();
        assertThat(closedHalfRead(with)).isEqualTo(byTheDriver);
        assertThat(with.isClosed()).isTrue();
    }

    private static Failure closedHalfRead(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        Statement statement = connection.createStatement();
        statement.setFetchSize(Integer.MIN_VALUE);
        assertThat(statement.executeQuery("SELECT seq FROM seq_1_to_10000").next())
                .isTrue();
        return Failure.of(connection::close);
    }

    private static Failure setsIsolation(Connection connection) {
        return Failure.of(() -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
    }

    private static Database withTable(Opening opening) {
        Database database = opening.newDatabase();
        database.execute("CREATE TABLE t (id INT)");
        return database;
    }

    private static void update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static int count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM t")) {
            row.next();
            return row.getInt(1);
        }
    }
}
