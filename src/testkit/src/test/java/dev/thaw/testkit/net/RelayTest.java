package dev.thaw.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {
    private static final int SILENCE_MILLIS = 100;
    private static final int PATIENCE_MILLIS = 5_000;

    private EchoServer server;
    private Relay relay;

    @BeforeEach
    void start() throws IOException {
        server = new EchoServer();
        relay = Relay.to(Loopback.HOST, server.port());
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        server.close();
    }

    @Test
    void countsOneRoundTripPerAnswer() throws IOException {
        try (Socket client = connect()) {
            for (int i = 1; i <= 100; i++) {
                assertThat(ask(client, i)).isEqualTo(i);
                assertThat(relay.roundTrips()).isEqualTo(i);
            }
        }
        assertThat(relay.connections()).isEqualTo(1);
    }

    @Test
    void countsNeitherAGreetingNorAFarewell() throws Exception {
        server.greetWith(7);
        try (Socket client = connect()) {
            assertThat(client.getInputStream().read()).isEqualTo(7);
            assertThat(relay.roundTrips()).isZero();
            assertThat(ask(client, 1)).isEqualTo(1);
            client.getOutputStream().write(EchoServer.FAREWELL);
            server.awaitFarewell();
        }
        assertThat(relay.roundTrips()).isEqualTo(1);
    }

    @Test
    void countsABulkAnswerOnce() throws IOException {
        byte[] bulk = new byte[1 << 20];
        try (Socket client = connect()) {
            client.getOutputStream().write(EchoServer.BULK);
            new DataInputStream(client.getInputStream()).readFully(bulk);
        }
        assertThat(bulk).containsOnly(EchoServer.BULK);
        assertThat(relay.roundTrips()).isEqualTo(1);
    }

    @Test
    void addsUpConnectionsAndForgetsOnRequest() throws IOException {
        try (Socket one = connect();
                Socket two = connect()) {
            ask(one, 1);
            ask(two, 2);
            ask(one, 3);
            assertThat(relay.connections()).isEqualTo(2);
            assertThat(relay.roundTrips()).isEqualTo(3);

            relay.reset();
            assertThat(relay.connections()).isZero();
            assertThat(relay.roundTrips()).isZero();

            ask(two, 4);
            assertThat(relay.roundTrips()).isEqualTo(1);
        }
    }

    @Test
    void isABlackHoleUntilItResumes() throws IOException {
        try (Socket client = connect()) {
            ask(client, 1);
            relay.stopForwarding();
            client.getOutputStream().write(2);
            client.setSoTimeout(SILENCE_MILLIS);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            try (Socket late = connect()) {
                late.setSoTimeout(SILENCE_MILLIS);
                late.getOutputStream().write(3);
                assertThatThrownBy(() -> late.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

                relay.resume();
                client.setSoTimeout(PATIENCE_MILLIS);
                late.setSoTimeout(PATIENCE_MILLIS);
                assertThat(client.getInputStream().read()).isEqualTo(2);
                assertThat(late.getInputStream().read()).isEqualTo(3);
            }
        }
    }

    @Test
    void cutsConnectionsThatABlackHoleHolds() throws IOException {
        try (Socket client = connect()) {
            ask(client, 1);
            relay.stopForwarding();
            client.getOutputStream().write(2);
            relay.cutAll();
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void forgetsOpenConnectionsAndForwardsNewOnes() throws IOException {
        try (Socket forgotten = connect()) {
            ask(forgotten, 1);

            relay.forgetOpen();

            forgotten.setSoTimeout(50);
            assertThatThrownBy(() -> ask(forgotten, 2)).isInstanceOf(SocketTimeoutException.class);
            assertThat(relay.lost()).isEqualTo(1);
            try (Socket next = connect()) {
                assertThat(ask(next, 3)).isEqualTo(3);
            }
            assertThat(server.requests()).isEqualTo(2);
            relay.cutAll();
            assertThatThrownBy(() -> forgotten.getInputStream().read()).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void losesAnswersToRequestsThatArrived() throws Exception {
        try (Socket client = connect()) {
            ask(client, 1);

            relay.loseAnswersAfter(1);

            assertThat(ask(client, 2)).isEqualTo(2);
            client.setSoTimeout(50);
            assertThatThrownBy(() -> ask(client, 3)).isInstanceOf(SocketTimeoutException.class);
            assertThat(relay.lost()).isEqualTo(1);
            assertThat(server.requests()).isEqualTo(3);
        }
    }

    @Test
    void resetsBothSides() throws Exception {
        try (Socket client = connect()) {
            ask(client, 1);
            relay.cutAll();
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        server.awaitReset();
        try (Socket next = connect()) {
            assertThat(ask(next, 2)).isEqualTo(2);
        }
    }

    @Test
    void refusesNewConnectionsOnly() throws IOException {
        try (Socket client = connect()) {
            ask(client, 1);
            relay.refuseNew();
            assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
            assertThat(ask(client, 2)).isEqualTo(2);

            relay.acceptNew();
            try (Socket next = connect()) {
                assertThat(ask(next, 3)).isEqualTo(3);
            }
        }
    }

    @Test
    void passesOnAClose() throws Exception {
        try (Socket client = connect()) {
            ask(client, 1);
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void resetsClientsOfAServerThatIsGone() throws IOException {
        server.close();
        try (Socket client = connect()) {
            assertThatThrownBy(() -> ask(client, 1)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void delaysEachDirection() throws IOException {
        try (Socket client = connect()) {
            ask(client, 1);
            relay.latency(Duration.ofMillis(30));
            long start = System.nanoTime();
            assertThat(ask(client, 2)).isEqualTo(2);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(60), Duration.ofSeconds(2));

            relay.latency(Duration.ZERO);
            assertThat(ask(client, 3)).isEqualTo(3);
            assertThat(relay.roundTrips()).isEqualTo(3);
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(Loopback.address(), relay.port());
        client.setTcpNoDelay(true);
        client.setSoTimeout(PATIENCE_MILLIS);
        return client;
    }

    private static int ask(Socket client, int question) throws IOException {
        client.getOutputStream().write(question);
        return client.getInputStream().read();
    }
}
