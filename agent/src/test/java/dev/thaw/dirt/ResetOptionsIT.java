package dev.thaw.dirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import dev.thaw.testkit.server.MySqlServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "connectionTimeZone=%2B09:00&forceConnectionTimeZoneToSession=true",
                "sessionVariables=autocommit=0",
                "paranoid=true",
            })
    void optionsOfConnectorJThatSetTheSessionUpKeepItFromAReset(String option) throws SQLException {
        Database database = Servers.mySql().newDatabase("reset");
        String url = database.jdbcUrl(DriverKind.CONNECTOR_J) + "?" + option;
        String question = "SELECT CONCAT_WS(' ', @a, @@time_zone, @@sql_mode, @@autocommit)";
        String expected = null;
        for (int i = 0; i < 2; i++) {
            try (Connection connection = open(url, database)) {
                String seen = ask(connection, question);
                assertThat(seen).isEqualTo(expected == null ? seen : expected);
                expected = seen;
                run(connection, "SET @a = 1, time_zone = '+05:00', sql_mode = ''");
            }
        }
        assertThat(database.connectionsOpened()).isEqualTo(2);
    }

    @Test
    void whatMySqlRunsAtAConnectIsNotRunByAReset() throws IOException, SQLException {
        MySqlServer.unavailable().ifPresent(Assumptions::abort);
        try (MySqlServer server = MySqlServer.start(Servers.directory(), "--init-connect=SET @tenant = 7")) {
            Database database = server.newDatabase("reset");
            for (int i = 0; i < 2; i++) {
                try (Connection connection = open(database.jdbcUrl(DriverKind.CONNECTOR_J), database)) {
                    assertThat(ask(connection, "SELECT @tenant")).isEqualTo("7");
                    run(connection, "SET @a = 1");
                }
            }
        }
    }

    @Test
    void whatPostgresRunsAtALoginIsNotRunByAReset() throws SQLException {
        Database database = Servers.postgres().newDatabase("reset");
        database.execute("CREATE FUNCTION at_login() RETURNS event_trigger LANGUAGE plpgsql AS"
                + " $$ BEGIN PERFORM set_config('work_mem', '7MB', false); END $$");
        database.execute("CREATE EVENT TRIGGER at_login ON login EXECUTE FUNCTION at_login()");
        for (int i = 0; i < 2; i++) {
            try (Connection connection = open(database.jdbcUrl(), database)) {
                assertThat(ask(connection, "SHOW work_mem")).isEqualTo("7MB");
                run(connection, "SET datestyle = 'ISO, DMY'");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET ROLE ALL", "SET ROLE NONE"})
    void aResetOfMySqlLeavesTheRoles(String sql) throws SQLException {
        Database database = Servers.mySql().newDatabase("reset");
        String account = "'" + database.user() + "'@'%'";
        for (String role : new String[] {"_always", "_on_demand"}) {
            database.execute("CREATE ROLE " + database.user() + role);
            database.execute("GRANT " + database.user() + role + " TO " + account);
        }
        database.execute("ALTER USER " + account + " DEFAULT ROLE " + database.user() + "_always");
        for (int i = 0; i < 2; i++) {
            try (Connection connection = open(database.jdbcUrl(DriverKind.CONNECTOR_J), database)) {
                assertThat(ask(connection, "SELECT CURRENT_ROLE()")).isEqualTo("`" + database.user() + "_always`@`%`");
                run(connection, sql);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ALTER ROLE CURRENT_USER SET", "ALTER DATABASE %s SET"})
    void whatSessionsShallBeginWithTheNextOneDoes(String alter) throws SQLException {
        Database database = Servers.postgres().newDatabase("reset");
        database.execute("ALTER DATABASE " + database.database() + " OWNER TO " + database.user());
        String url = database.jdbcUrl();
        try (Connection connection = open(url, database)) {
            run(connection, String.format(alter, database.database()) + " work_mem = '7MB'");
        }
        try (Connection next = open(url, database)) {
            assertThat(ask(next, "SHOW work_mem")).isEqualTo("7MB");
        }
    }

    @Test
    void theLimitOfTrigramsIsTheServersOwn() throws SQLException {
        Database database = Servers.postgres().newDatabase("reset");
        database.execute("CREATE EXTENSION pg_trgm");
        try (Connection connection = open(database.jdbcUrl(), database)) {
            assertThat(ask(connection, "SELECT set_limit(0.9)")).isEqualTo("0.9");
        }
        try (Connection next = open(database.jdbcUrl(), database)) {
            assertThat(ask(next, "SELECT show_limit()")).isEqualTo("0.3");
        }
    }

    @Test
    void aTemporarySlotEndsWithItsConnection() throws SQLException {
        Database database = Servers.postgres().newDatabase("reset");
        database.execute("ALTER ROLE " + database.user() + " REPLICATION");
        String name = "slot_of_" + database.database();
        for (int i = 0; i < 2; i++) {
            try (Connection connection = open(database.jdbcUrl(), database)) {
                assertThat(ask(
                                connection,
                                "SELECT slot_name FROM pg_create_physical_replication_slot('" + name
                                        + "', false, true)"))
                        .isEqualTo(name);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ignore", "transaction", "always"})
    void aReadOnlyConnectionStaysSo(String mode) throws SQLException {
        Database database = Servers.postgres().newDatabase("reset");
        String url = database.jdbcUrl() + "?readOnly=true&readOnlyMode=" + mode;
        for (int i = 0; i < 2; i++) {
            try (Connection connection = open(url, database)) {
                assertThat(connection.isReadOnly()).isTrue();
                assertThat(ask(connection, "SHOW transaction_read_only"))
                        .isEqualTo(mode.equals("always") ? "on" : "off");
                run(connection, "SET work_mem = '7MB'");
            }
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?currentSchema=public,pg_catalog", "?currentSchema=nowhere"})
    void theSearchPathOfTheConnectIsRestored(String options) throws SQLException {
        Database database = Servers.postgres().newDatabase("reset");
        String url = database.jdbcUrl() + options;
        String expected = null;
        for (String chosen : new String[] {"information_schema", "public", null, "pg_catalog", "public"}) {
            try (Connection connection = open(url, database)) {
                String path = ask(connection, "SHOW search_path");
                assertThat(path).isEqualTo(expected == null ? path : expected);
                expected = path;
                connection.setSchema(chosen);
                assertThat(ask(connection, "SHOW search_path")).isEqualTo(chosen == null ? path : chosen);
            }
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MARIADB", "CONNECTOR_J"})
    void whoConnectsToNoDatabaseFindsNone(DriverKind driver) throws SQLException {
        Database database = Servers.mariaDb().newDatabase("reset");
        String url = database.jdbcUrl(driver).replace(database.database(), "");
        for (int i = 0; i < 2; i++) {
            try (Connection connection = open(url, database)) {
                assertThat(ask(connection, "SELECT DATABASE()")).isNull();
                connection.setCatalog(OTHER);
                assertThat(ask(connection, "SELECT DATABASE()")).isEqualTo(OTHER);
            }
        }
        for (int i = 0; i < 2; i++) {
            try (Connection connection = open(url, database)) {
                assertThat(ask(connection, "SELECT DATABASE()")).isNull();
            }
        }
        assertThat(database.connectionsOpened()).as("the last two share one").isEqualTo(3);
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
