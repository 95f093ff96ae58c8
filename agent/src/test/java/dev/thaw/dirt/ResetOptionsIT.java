package dev.thaw.dirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What a reset has to bring back beyond a default connection's state, or what keeps a connection from being reset. */
class ResetOptionsIT {
    private static final String OTHER = "information_schema";

    @Test
    void theDatabaseOfMySqlIsTheOneOfTheConnect() throws SQLException {
        Database database = Servers.mySql().newDatabase("reset");
        String url = database.jdbcUrl(DriverKind.CONNECTOR_J);
        try (Connection connection = open(url, database)) {
            connection.setCatalog(OTHER);
            run(connection, "SET time_zone = '+05:00'");
        }
        try (Connection next = open(url, database)) {
            assertThat(next.getCatalog()).isEqualTo(database.database());
            assertThat(ask(next, "SELECT DATABASE()")).isEqualTo(database.database());
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void theDatabaseOfTheConnectCanBeChosenAgainByWhoeverFollows() throws SQLException {
        Database database = Servers.mySql().newDatabase("reset");
        String url = database.jdbcUrl(DriverKind.CONNECTOR_J);
        try (Connection connection = open(url, database)) {
            run(connection, "USE " + OTHER);
            connection.setCatalog(database.database());
            assertThat(ask(connection, "SELECT DATABASE()")).isEqualTo(database.database());
            run(connection, "USE " + OTHER);
            connection.setCatalog(OTHER);
        }
        for (String chosen : new String[] {OTHER, database.database(), OTHER}) {
            try (Connection next = open(url, database)) {
                next.setCatalog(chosen);
                assertThat(ask(next, "SELECT DATABASE()")).isEqualTo(chosen);
            }
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void whatJdbcSetsAfterSqlDidIsSent() throws SQLException {
        Database database = Servers.mySql().newDatabase("reset");
        String url = database.jdbcUrl(DriverKind.CONNECTOR_J);
        database.execute("CREATE TABLE kept (i INT)");
        try (Connection connection = open(url, database)) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            run(connection, "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            assertThat(ask(connection, "SELECT @@transaction_isolation")).isEqualTo("SERIALIZABLE");
            run(connection, "SET autocommit = 0", "INSERT INTO kept VALUES (1)");
            connection.setAutoCommit(true);
        }
        try (Connection next = open(url, database)) {
            assertThat(ask(next, "SELECT COUNT(*) FROM kept")).isEqualTo("1");
            assertThat(ask(next, "SELECT @@transaction_isolation")).isEqualTo("REPEATABLE-READ");
        }
    }

    @Test
    void whatSqlHadChangedWhenJdbcFirstAskedIsNotTheStart() throws SQLException {
        Database database = Servers.mySql().newDatabase("reset");
        String url = database.jdbcUrl(DriverKind.CONNECTOR_J);
        try (Connection connection = open(url, database)) {
            run(connection, "SET SESSION TRANSACTION ISOLATION LEVEL SERIALIZABLE");
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        try (Connection next = open(url, database)) {
            assertThat(ask(next, "SELECT @@transaction_isolation")).isEqualTo("REPEATABLE-READ");
            next.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            assertThat(ask(next, "SELECT @@transaction_isolation")).isEqualTo("SERIALIZABLE");
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    private static Connection open(String url, Database database) throws SQLException {
        return DriverManager.getConnection(url, database.user(), database.password());
    }

    private static void run(Connection connection, String... texts) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : texts) {
                statement.execute(sql);
            }
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
