package dev.thaw.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.JdbcConnection;
import dev.thaw.testkit.net.Relay;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What MariaDB and MySQL servers must do beyond the rest. */
abstract class MySqlFamilyContract extends ServerContract {
    @ParameterizedTest
    @EnumSource(
            names = {"CONNECTOR_J", "MARIADB"},
            mode = Mode.INCLUDE)
    void speaksWithAndWithoutTls(DriverKind driver) throws SQLException {
        Database database = server().newDatabase("tls");
        try (Connection plain = database.connect(database.url(driver).plain());
                Connection tls = database.connect(database.url(driver).tls())) {
            assertThat(cipher(plain)).isEmpty();
            assertThat(cipher(tls)).startsWith("TLS");
        }
        assertThat(database.connectionsOpened()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"CONNECTOR_J", "MARIADB"},
            mode = Mode.INCLUDE)
    void oneStatementIsOneRoundTrip(DriverKind driver) throws SQLException {
        Database database = server().newDatabase("trips");
        try (Relay relay = Relay.to(database.host(), database.port());
                Connection connection =
                        database.connect(database.url(driver).at(relay.port()).plain())) {
            relay.reset();
            for (int i = 1; i <= 10; i++) {
                scalar(connection, "SELECT " + i);
                assertThat(relay.roundTrips()).isEqualTo(i);
            }
        }
    }

    @Test
    void aResetSessionIsNoNewConnection() throws SQLException {
        Database database = server().newDatabase("reset");
        try (Connection connection = database.connect(database.url(DriverKind.CONNECTOR_J))) {
            connection.unwrap(JdbcConnection.class).resetServerState();
            connection.unwrap(JdbcConnection.class).changeUser(database.user(), database.password());
            assertThat(database.connectionsOpened()).isEqualTo(1);
            assertThat(database.openSessions()).isEqualTo(1);
        }
    }

    private static String cipher(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW STATUS LIKE 'Ssl_cipher'")) {
            row.next();
            return row.getString(2);
        }
    }
}
