package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.JdbcUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table changes under a statement that PostgreSQL's driver has prepared at the server: the page on compatibility says what then. */
class MigrationIT {
    /** After five the driver prepares a text at the server. */
    private static final int OFTEN = 8;

    private final Database database = Servers.postgres().newDatabase("migration");
    private final JdbcUrl plain = database.url().plain();

    @BeforeEach
    void table() {
        database.execute("CREATE TABLE item (id INT)");
    }

    @Test
    void insideATransactionItFailsOnceForTheConnection() {
        assertThat(afterAMigration(plain, false)).containsExactly("0A000", "2 columns", "2 columns");
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void outsideOfOneTheDriverRepairsIt() {
        assertThat(afterAMigration(plain, true)).containsOnly("2 columns");
    }

    @ParameterizedTest
    @CsvSource({"autosave, conservative", "prepareThreshold, 0"})
    void eachOfTheseHelps(String option, String value) {
        assertThat(afterAMigration(plain.with(option, value), false)).containsOnly("2 columns");
        assertThat(database.connectionsOpened()).isEqualTo(1);
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
        try (Connection connection =
                DriverManager.getConnection(url.toString(), database.user(), database.password())) {
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
}
