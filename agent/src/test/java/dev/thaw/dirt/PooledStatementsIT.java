package dev.thaw.dirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.contract.Target;
import dev.thaw.testkit.server.Database;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Connector/J keeps statements that its server has prepared, for as long as their connection lives: without us for one
 * borrower, and for no longer with us.
 */
class PooledStatementsIT {
    private static final String ALL = "SELECT * FROM t WHERE i > ?";

    private final Database database = Target.MYSQL_BY_CONNECTOR_J.server().newDatabase("pooled");
    private final String url = database.url(Target.MYSQL_BY_CONNECTOR_J.driver())
            .plain()
            .with("useServerPrepStmts", "true")
            .with("cachePrepStmts", "true")
            .toString();

    @BeforeEach
    void fill() throws SQLException {
        execute("CREATE TABLE t (i INT)");
        execute("INSERT INTO t VALUES (1), (2), (3)");
    }

    @Test
    void whatOneBorrowerHasSetTheNextOneDoesNotHave() throws SQLException {
        try (Connection connection = open();
                PreparedStatement statement = connection.prepareStatement(ALL)) {
            statement.setMaxRows(1);
            statement.setQueryTimeout(3);
            statement.setFetchSize(77);
            assertThat(rows(statement)).isEqualTo(1);
        }
        try (Connection connection = open();
                PreparedStatement statement = connection.prepareStatement(ALL)) {
            assertThat(rows(statement)).isEqualTo(3);
            assertThat(statement.getMaxRows()).isZero();
            assertThat(statement.getQueryTimeout()).isZero();
            assertThat(statement.getFetchSize()).isZero();
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void aResetOfTheSessionLeavesNoneThatTheServerForgot() throws SQLException {
        for (int i = 0; i < 3; i++) {
            try (Connection connection = open();
                    PreparedStatement statement = connection.prepareStatement(ALL)) {
                assertThat(rows(statement)).isEqualTo(3);
                execute(connection, "SET @a = 1");
            }
        }
    }

    /** For a batch that it rewrites the driver prepares texts of its own. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void norAreTheDriversOwn(boolean closing) throws SQLException {
        String rewriting = url + "&rewriteBatchedStatements=true";
        for (int i = 0; i < 3; i++) {
            try (Connection connection = DriverManager.getConnection(rewriting, database.user(), database.password())) {
                PreparedStatement statement = connection.prepareStatement("INSERT INTO t VALUES (?)");
                for (int row = 0; row < 3; row++) {
                    statement.setInt(1, row);
                    statement.addBatch();
                }
                assertThat(statement.executeBatch()).hasSize(3);
                if (closing) {
                    statement.close();
                }
                execute(connection, "SET @a = 1");
            }
        }
        assertThat(database.connectionsOpened())
                .as("and one that made the table")
                .isEqualTo(2);
    }

    @Test
    void aTableMayChangeBetweenTwoBorrowers() throws SQLException {
        for (int columns = 1; columns <= 3; columns++) {
            try (Connection connection = open();
                    PreparedStatement statement = connection.prepareStatement(ALL)) {
                assertThat(rows(statement)).isEqualTo(3);
                assertThat(statement.getMetaData().getColumnCount()).isEqualTo(columns);
            }
            execute("ALTER TABLE t ADD COLUMN c" + columns + " INT");
        }
    }

    @Test
    void withinOneBorrowTheDriversPoolServes() throws SQLException {
        try (Connection connection = open()) {
            long before = prepared(connection);
            for (int i = 0; i < 100; i++) {
                try (PreparedStatement statement = connection.prepareStatement(ALL)) {
                    assertThat(rows(statement)).isEqualTo(3);
                }
            }
            assertThat(prepared(connection) - before).isEqualTo(1);
        }
    }

    @Test
    void oneThatIsInUseAgainStaysOpenHoweverManyOthersAreClosed() throws SQLException {
        try (Connection connection = open()) {
            connection.prepareStatement(ALL).close();
            try (PreparedStatement again = connection.prepareStatement(ALL)) {
                for (int i = 0; i < 300; i++) {
                    connection.prepareStatement("SELECT " + i).close();
                }
                assertThat(rows(again)).isEqualTo(3);
            }
        }
        try (Connection connection = open();
                PreparedStatement statement = connection.prepareStatement(ALL)) {
            assertThat(rows(statement)).isEqualTo(3);
        }
    }

    /** Without us all of them end with their connection. */
    @Test
    void whatWasForgottenIsNotOpenForEver() throws SQLException {
        try (Connection connection = open()) {
            for (int i = 0; i < 100; i++) {
                connection.prepareStatement("SELECT ? + " + i);
            }
            WeakReference<Object> garbage = new WeakReference<>(new Object());
            while (garbage.get() != null) {
                System.gc();
            }
        }
        database.awaitOpenSessions(0);
    }

    private static long prepared(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW SESSION STATUS LIKE 'Com_stmt_prepare'")) {
            row.next();
            return row.getLong(2);
        }
    }

    private static int rows(PreparedStatement statement) throws SQLException {
        statement.setInt(1, 0);
        int rows = 0;
        try (ResultSet results = statement.executeQuery()) {
            while (results.next()) {
                rows++;
            }
        }
        return rows;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = open()) {
            execute(connection, sql);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(url, database.user(), database.password());
    }
}
