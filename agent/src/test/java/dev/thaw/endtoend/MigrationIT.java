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
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What PostgreSQL's driver has learned of statements and columns ends with the borrow, so a migration is no surprise to the next one. */
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
