package dev.thaw.dirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.server.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the operator's {@code THAW_PREPARED} changes, on PostgreSQL, whose driver prepares a text at the server from the fifth run
 * on and reads binary from then on: settings are read at the start, so in JVMs of their own.
 */
class PreparedIT {
    private static final String TEXT = "SELECT 1::float8 AS f, count(*) FROM pg_prepared_statements";
    private static final String FRESH = "1, 0 prepared";

    @Test
    void forgetHasEachBorrowerBeginAnew() {
        assertThat(borrowers("forget")).containsOnly(FRESH).hasSize(Borrower.TIMES);
    }

    @Test
    void keepLetsThemGoOn() {
        assertThat(borrowers("keep"))
                .startsWith(FRESH, FRESH, FRESH, FRESH)
                .endsWith("1.0, 1 prepared", "1.0, 1 prepared")
                .hasSize(Borrower.TIMES);
    }

    /** What is kept is what is prepared, and nothing else that the driver has learned. */
    @Test
    void keepForgetsColumnsAllTheSame() {
        assertThat(run("keep", "nullable")).containsExactly("nullable", "not null");
    }

    /** The server forgets what it has prepared, and the driver learns of it. */
    @Test
    void keepOutlivesAReset() {
        assertThat(run("keep", "reset")).hasSize(Borrower.TIMES).allMatch(line -> line.endsWith(" 1 prepared"));
    }

    private static List<String> borrowers(String mode) {
        return run(mode, "values");
    }

    private static List<String> run(String mode, String what) {
        Database database = Servers.postgres().newDatabase("prepared");
        database.execute("CREATE TABLE item (id INT)");
        database.execute("ALTER TABLE item OWNER TO \"" + database.user() + "\"");
        List<String> lines = ChildJvm.of(Borrower.class)
                .jvmArgs("-javaagent:" + System.getProperty("thaw.agent.jar"))
                .env("THAW_PREPARED", mode)
                .args(database.jdbcUrl(), database.user(), database.password(), what)
                .run()
                .expectSuccess()
                .out()
                .lines()
                .toList();
        assertThat(database.connectionsOpened()).isEqualTo(1);
        return lines;
    }

    /** Runs the same in one borrow after another. */
    static final class Borrower {
        static final int TIMES = 8;

        private Borrower() {}

        public static void main(String[] args) throws SQLException {
            int times = args[3].equals("nullable") ? 2 : TIMES;
            for (int i = 0; i < times; i++) {
                try (Connection connection = DriverManager.getConnection(args[0], args[1], args[2])) {
                    System.out.println(tell(args[3], connection));
                }
            }
        }

        private static String tell(String what, Connection connection) throws SQLException {
            if (what.equals("nullable")) {
                return nullable(connection);
            }
            String told = values(connection);
            if (what.equals("reset")) {
                connection.createStatement().execute("SET search_path TO pg_catalog");
                for (int i = 0; i < TIMES; i++) {
                    told = values(connection);
                }
            }
            return told;
        }

        private static String values(Connection connection) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(TEXT);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1) + ", " + row.getInt(2) + " prepared";
            }
        }

        private static String nullable(Connection connection) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement("SELECT id FROM item");
                    ResultSet rows = statement.executeQuery()) {
                boolean nullable = rows.getMetaData().isNullable(1) == ResultSetMetaData.columnNullable;
                connection.createStatement().execute("ALTER TABLE item ALTER id SET NOT NULL");
                return nullable ? "nullable" : "not null";
            }
        }
    }
}
