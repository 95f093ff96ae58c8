package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.net.FaultySocket;
import dev.thaw.testkit.server.DriverKind;
import dev.thaw.testkit.server.JdbcUrl;
import java.sql.DriverManager;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What cannot be connected to fails as it does without the agent, by DriverManager and by DataSource. */
@Timeout(60)
class ConnectFailuresIT {
    @ParameterizedTest
    @EnumSource
    void anUnknownHost(DriverKind driver) {
        failsAsWithout(new JdbcUrl(driver, "nowhere.invalid", 4_000, "db", Map.of()));
    }

    @ParameterizedTest
    @EnumSource
    void aRefusedPort(DriverKind driver) {
        try (FaultySocket socket = FaultySocket.nobodyListening()) {
            failsAsWithout(url(driver, socket));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatHangsUp(DriverKind driver) {
        try (FaultySocket socket = FaultySocket.acceptAndClose()) {
            failsAsWithout(url(driver, socket));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void aServerThatSaysNothing(DriverKind driver) {
        try (FaultySocket socket = FaultySocket.acceptAndHang()) {
            JdbcUrl url = url(driver, socket);
            failsAsWithout(
                    driver == DriverKind.POSTGRESQL
                            ? url.with("connectTimeout", "1").with("socketTimeout", "1")
                            : url.with("connectTimeout", "300").with("socketTimeout", "300"));
        }
    }

    private static JdbcUrl url(DriverKind driver, FaultySocket socket) {
        return new JdbcUrl(driver, "127.0.0.1", socket.port(), "db", Map.of()).plain();
    }

    private static void failsAsWithout(JdbcUrl url) {
        Properties info = Opening.properties("u", "p");
        Failure without = Failure.of(() -> url.open(info));
        assertThat(without).isNotNull();
        assertThat(Failure.of(() -> DriverManager.getConnection(url.toString(), "u", "p")))
                .isEqualTo(without);
        assertThat(Failure.of(() -> Opening.dataSource(url, "u", "p").getConnection()))
                .isEqualTo(without);
    }
}
