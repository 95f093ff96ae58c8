package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.JdbcUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PGobject;

/**
 * What PostgreSQL's driver has learned of statements, columns and types ends with the borrow, so a migration is no surprise to
 * the next one.
 */
class MigrationIT {
    /** After five the driver prepares a text at the server. */
    private static final int OFTEN = 8;

    private final Database database = Servers.postgres().newDatabase("migration");
    private final JdbcUrl plain = database.url().plain();

    @BeforeEach
    void table() {
        database.execute("CREATE TABLE item (id INT)");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoeverComesNextKnowsTheNewOne(boolean autoCommit) {
        assertThat(afterAMigration(plain, autoCommit)).containsOnly("2 columns");
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void columnsAreAskedForAnew() throws SQLException {
        for (int wanted : new int[] {ResultSetMetaData.columnNullable, ResultSetMetaData.columnNoNulls}) {
            try (Connection connection = open(plain);
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT id FROM item")) {
                assertThat(rows.getMetaData().isNullable(1)).isEqualTo(wanted);
            }
            database.execute("ALTER TABLE item ALTER id SET NOT NULL");
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    /** The driver reads {@code 1.0} from binary, which it asks for from the fifth run on. */
    @Test
    void textsReadTheSameHoweverOftenTheyRan() throws SQLException {
        for (int i = 0; i < OFTEN; i++) {
            try (Connection connection = open(plain);
                    PreparedStatement statement = connection.prepareStatement("SELECT 1::float8");
                    ResultSet row = statement.executeQuery()) {
                row.next();
                assertThat(row.getString(1)).isEqualTo("1");
            }
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    /** As a function with a schema for each tenant does; the driver knows a type by its name alone. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTypesNameIsLookedUpByEachOnesSearchPath(boolean byJdbc) throws SQLException {
        for (String tenant : new String[] {"a", "b"}) {
            database.execute("CREATE SCHEMA " + tenant + " CREATE TABLE t (m TEXT)");
            database.execute("CREATE TYPE " + tenant + ".mood AS ENUM ('ok')");
            database.execute("ALTER TABLE " + tenant + ".t ALTER m TYPE " + tenant + ".mood USING NULL");
            database.execute("GRANT USAGE ON SCHEMA " + tenant + " TO PUBLIC");
            database.execute("GRANT ALL ON " + tenant + ".t TO PUBLIC");
        }
        for (int i = 0; i < 4; i++) {
            String tenant = i % 2 == 0 ? "a" : "b";
            try (Connection connection = open(plain)) {
                if (byJdbc) {
                    connection.setSchema(tenant);
                } else {
                    connection.createStatement().execute("SET search_path = " + tenant);
                }
                assertThat(insertMood(connection)).isEqualTo("1");
            }
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void aTypeMayBeMadeBetweenTwoBorrowersAndMadeAnew() throws SQLException {
        database.execute("CREATE TABLE t (m TEXT)");
        database.execute("GRANT ALL ON t TO PUBLIC");
        List<String> seen = new ArrayList<>();
        for (String migration : new String[] {
            "CREATE TYPE mood AS ENUM ('ok')",
            "DROP TYPE mood CASCADE; CREATE TYPE mood AS ENUM ('ok', 'sad'); ALTER TABLE t ADD m mood",
            "SELECT 1"
        }) {
            try (Connection connection = open(plain)) {
                seen.add(insertMood(connection));
            }
            database.execute(migration);
            if (seen.size() == 1) {
                database.execute("ALTER TABLE t ALTER m TYPE mood USING NULL");
            }
        }
        assertThat(seen).containsExactly("Unknown type mood.", "1", "1");
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    /** XML among them, which the driver adds to its own when it has seen the server's version. */
    @Test
    void theServersOwnTypesStayWhatTheyAre() throws SQLException {
        for (int i = 0; i < 3; i++) {
            try (Connection connection = open(plain);
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT '<a/>'::xml, '{1}'::int[], 'item'::regclass")) {
                row.next();
                assertThat(row.getMetaData().getColumnType(1)).isEqualTo(Types.SQLXML);
                assertThat(row.getObject(1)).isInstanceOf(SQLXML.class);
                assertThat(row.getMetaData().getColumnType(2)).isEqualTo(Types.ARRAY);
                assertThat(row.getMetaData().getColumnTypeName(3)).isEqualTo("regclass");
            }
        }
    }

    private static String insertMood(Connection connection) throws SQLException {
        PGobject mood = new PGobject();
        mood.setType("mood");
        mood.setValue("ok");
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
            statement.setObject(1, mood);
            return String.valueOf(statement.executeUpdate());
        } catch (SQLException e) {
            return e.getMessage();
        }
    }

    @Test
    void withinOneBorrowTheDriverRemembers() throws SQLException {
        List<String> seen = new ArrayList<>();
        try (Connection connection = open(plain)) {
            for (int i = 0; i < OFTEN; i++) {
                try (PreparedStatement statement = connection.prepareStatement("SELECT 1::float8");
                        ResultSet row = statement.executeQuery()) {
                    row.next();
                    seen.add(row.getString(1));
                }
            }
        }
        assertThat(seen).startsWith("1", "1", "1", "1").endsWith("1.0", "1.0", "1.0");
    }

    private List<String> afterAMigration(JdbcUrl url, boolean autoCommit) {
        for (int i = 0; i < OFTEN; i++) {
            assertThat(all(url, autoCommit)).isEqualTo("1 columns");
        }
        database.execute("ALTER TABLE item ADD COLUMN name TEXT");
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            answers.add(all(url, autoCommit));
        }
        return answers;
    }

    private String all(JdbcUrl url, boolean autoCommit) {
        try (Connection connection = open(url)) {
            connection.setAutoCommit(autoCommit);
            String columns;
            try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM item WHERE id > ?")) {
                statement.setInt(1, 0);
                try (ResultSet rows = statement.executeQuery()) {
                    columns = rows.getMetaData().getColumnCount() + " columns";
                }
            }
            if (!autoCommit) {
                connection.commit();
            }
            return columns;
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }

    private Connection open(JdbcUrl url) throws SQLException {
        return DriverManager.getConnection(url.toString(), database.user(), database.password());
    }
}
