package dev.thaw.testkit.server;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.thaw.testkit.junit.Servers;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class H2TcpServerTest extends ServerContract {
    @Override
    DatabaseServer server() {
        return Servers.h2();
    }

    @Test
    void isGoneWhenItIsClosed() {
        H2TcpServer server = H2TcpServer.start();
        server.close();
        server.close();
        assertThatExceptionOfType(SQLException.class).isThrownBy(server::connect);
    }
}
