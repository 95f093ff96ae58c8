package dev.thaw.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** A connection that is opened and closed again and again, against real servers, in a JVM with the packaged agent. */
class ReuseIT {
    @Test
    void mariaDbSeesOneConnection() throws SQLException {
        opensOne(Servers.mariaDb().newDatabase("reuse"));
    }

    @Test
    void postgresSeesOneConnection() throws SQLException {
        opensOne(Servers.postgres().newDatabase("reuse"));
    }

    private static void opensOne(Database database) throws SQLException {
        for (int i = 0; i < 100; i++) {
            try (Connection connection =
                            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                    Statement statement = connection.createStatement();
                    ResultSet results = statement.executeQuery("SELECT " + i)) {
                assertThat(results.next()).isTrue();
                assertThat(results.getInt(1)).isEqualTo(i);
            }
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }
}
