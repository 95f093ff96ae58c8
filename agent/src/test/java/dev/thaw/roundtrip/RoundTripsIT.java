package dev.thaw.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.contract.Arena;
import dev.thaw.contract.Opener;
import dev.thaw.contract.Target;
import dev.thaw.testkit.net.Relay;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an invocation costs on a warm connection: its statements, and nothing for state. */
class RoundTripsIT {
    private interface Handler {
        void handle(Connection connection) throws SQLException;
    }

    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            names = {"MARIADB_BY_CONNECTOR_J", "MARIADB_BY_ITS_DRIVER", "MYSQL_BY_CONNECTOR_J", "POSTGRESQL"})
    void aTransactionOfTwoStatementsTakesThree(Target target) throws SQLException {
        assertThat(warm(target, RoundTripsIT::transaction)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            names = {"MARIADB_BY_CONNECTOR_J", "MARIADB_BY_ITS_DRIVER", "MYSQL_BY_CONNECTOR_J", "POSTGRESQL"})
    void aQueryTakesOne(Target target) throws SQLException {
        assertThat(warm(target, RoundTripsIT::query)).isEqualTo(1);
    }

    private static void transaction(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE item SET amount = amount + 1 WHERE id = 1");
            statement.executeUpdate("UPDATE item SET amount = amount - 1 WHERE id = 2");
        }
        connection.commit();
    }

    private static void query(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name FROM item WHERE id = 1")) {
            assertThat(row.next()).isTrue();
        }
    }

    /** Round trips of one invocation after two that warmed it up. */
    private static long warm(Target target, Handler handler) throws SQLException {
        try (Arena arena = new Arena(target);
                Relay relay = Relay.to(arena.database().host(), arena.database().port())) {
            arena.refill();
            String url = arena.url(Map.of()).at(relay.port()).toString();
            Opener opener = Opener.ofItsOwn();
            for (int i = 0; i < 3; i++) {
                relay.reset();
                try (Connection connection = opener.open(url, arena.credentials())) {
                    handler.handle(connection);
                }
            }
            assertThat(relay.connections()).isZero();
            return relay.roundTrips();
        }
    }
}
