package dev.thaw.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class FaultySocketTest {
    @Test
    void acceptsAndHangs() throws IOException {
        try (FaultySocket faulty = FaultySocket.acceptAndHang();
                Socket client = new Socket(Loopback.address(), faulty.port())) {
            client.getOutputStream().write(1);
            client.setSoTimeout(100);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            assertThat(faulty.connections()).isEqualTo(1);
        }
    }

    @Test
    void acceptsAndCloses() throws IOException {
        try (FaultySocket faulty = FaultySocket.acceptAndClose();
                Socket client = new Socket(Loopback.address(), faulty.port())) {
            client.setSoTimeout(5_000);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(faulty.connections()).isEqualTo(1);
        }
    }

    @Test
    void nobodyListens() {
        try (FaultySocket faulty = FaultySocket.nobodyListening()) {
            assertThatThrownBy(() -> new Socket(Loopback.address(), faulty.port()))
                    .isInstanceOf(ConnectException.class);
            assertThat(faulty.connections()).isZero();
        }
    }
}
