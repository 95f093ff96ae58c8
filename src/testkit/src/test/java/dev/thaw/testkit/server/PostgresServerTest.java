package dev.thaw.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.net.Relay;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PostgresServerTest extends ServerContract {
    @Override
    DatabaseServer server() {
        return Servers.postgres();
    }

    @Test
    void speaksWithAndWithoutTls() throws SQLException {
        Database database = server().newDatabase("tls");
        String encrypted = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        try (Connection plain = database.connect(database.url().plain());
                Connection tls = database.connect(database.url().tls())) {
            assertThat(scalar(plain, encrypted)).isEqualTo("f");
            assertThat(scalar(tls, encrypted)).isEqualTo("t");
        }
    }

    @Test
    void clientsCanCheckTheCertificate() throws SQLException {
        Database database = server().newDatabase("verified");
        JdbcUrl url = database.url()
                .with("sslmode", "verify-full")
                .with("sslrootcert", Servers.postgres().certificate().toString());
        try (Connection verified = database.connect(url)) {
            assertThat(verified.isValid(5)).isTrue();
        }
    }

    @Test
    void countsOnAfterItsOwnSessionWasKilled() throws SQLException {
        Database database = server().newDatabase("killed");
        database.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                + " WHERE usename = current_user AND backend_type = 'client backend' AND pid <> pg_backend_pid()");
        try (Connection connection = database.connect()) {
            assertThat(connection.isValid(5)).isTrue();
            assertThat(database.openSessions()).isEqualTo(1);
        }
    }

    @Test
    void agreesWithTheStatisticsOfEndedSessions() throws SQLException {
        Database database = server().newDatabase("statistics");
        for (int i = 0; i < 5; i++) {
            database.connect().close();
        }
        database.awaitOpenSessions(0);
        // A backend reports its session at its end at the latest; the administrator's own session is one of them.
        try (Connection admin = server().admin()) {
            long byStatistics = Long.parseLong(scalar(
                    admin, "SELECT sessions FROM pg_stat_database WHERE datname = '" + database.database() + "'"));
            long ofTheAdministrator = 1;
            assertThat(database.connectionsOpened()).isEqualTo(5).isEqualTo(byStatistics - ofTheAdministrator);
        }
    }

    @Test
    void oneStatementIsOneRoundTrip() throws SQLException {
        Database database = server().newDatabase("trips");
        try (Relay relay = Relay.to(database.host(), database.port());
                Connection connection =
                        database.connect(database.url().at(relay.port()).plain())) {
            relay.reset();
            for (int i = 1; i <= 10; i++) {
                scalar(connection, "SELECT " + i);
                assertThat(relay.roundTrips()).isEqualTo(i);
            }
        }
    }
}
