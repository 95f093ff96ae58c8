package dev.thaw.dirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.contract.Rendering;
import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.server.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What the operator's {@code THAW_RESET} changes, on PostgreSQL: settings are read at the start, so in JVMs of their own. */
class ResetModeIT {
    private static final String BY_SQL = "SET search_path TO pg_catalog";
    private static final String BY_FUNCTION = "SELECT hides_a_setting()";

    @Test
    void autoSeesWhatTheTextShows() {
        assertThat(secondBorrower("auto", BY_SQL)).isEqualTo("1 connection, {public}");
    }

    @Test
    void autoDoesNotSeeIntoFunctions() {
        assertThat(secondBorrower("auto", BY_FUNCTION)).isEqualTo("1 connection, {pg_catalog}");
    }

    @Test
    void alwaysCoversFunctionsToo() {
        assertThat(secondBorrower("always", BY_FUNCTION)).isEqualTo("1 connection, {public}");
    }

    @Test
    void neverLeavesTheSessionAsItIs() {
        assertThat(secondBorrower("never", BY_SQL)).isEqualTo("1 connection, {pg_catalog}");
    }

    private static String secondBorrower(String mode, String sql) {
        Database database = Servers.postgres().newDatabase("resetmode");
        database.execute("CREATE FUNCTION hides_a_setting() RETURNS text LANGUAGE SQL"
                + " AS 'SELECT set_config(''search_path'', ''pg_catalog'', false)'");
        String seen = ChildJvm.of(Borrower.class)
                .jvmArgs("-javaagent:" + System.getProperty("thaw.agent.jar"))
                .env("THAW_RESET", mode)
                .args(database.jdbcUrl(), database.user(), database.password(), sql)
                .run()
                .expectSuccess()
                .out()
                .trim();
        return database.connectionsOpened() + " connection, " + seen;
    }

    /** Leaves something, and tells what the next borrower finds. */
    static final class Borrower {
        private Borrower() {}

        public static void main(String[] args) throws SQLException {
            try (Connection first = DriverManager.getConnection(args[0], args[1], args[2]);
                    Statement statement = first.createStatement()) {
                statement.execute(args[3]);
            }
            try (Connection second = DriverManager.getConnection(args[0], args[1], args[2]);
                    Statement statement = second.createStatement();
                    ResultSet row = statement.executeQuery("SELECT current_schemas(false)::text AS path")) {
                row.next();
                System.out.println(Rendering.of(row.getString(1)).replace("\"", ""));
            }
        }
    }
}
