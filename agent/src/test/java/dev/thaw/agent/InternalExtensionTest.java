package dev.thaw.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The registration goes on beside the start of the runtime, which does not get past the function's first class before its end. */
class InternalExtensionTest {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream standard = System.err;
    private final Sentinel sentinel = new Sentinel(null, false);
    private ServerSocket api;

    @BeforeEach
    void listen() throws IOException {
        api = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        api.setSoTimeout(TIMEOUT_MILLIS);
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() throws IOException {
        System.setErr(standard);
        api.close();
    }

    @Test
    void theFunctionsFirstClassWaitsForTheAnswer() throws Exception {
        sentinel.expect(InternalExtension.register(address()));
        try (Socket register = request("POST /2020-01-01/extension/register HTTP/1.1")) {
            AtomicReference<Thread> runtime = new AtomicReference<>();
            CompletableFuture<Boolean> watched = CompletableFuture.supplyAsync(() -> {
                runtime.set(Thread.currentThread());
                return sentinel.watch("com.example.Handler");
            });
            while (runtime.get() == null || runtime.get().getState() != Thread.State.TIMED_WAITING) {
                assertThat(watched).isNotDone();
                Thread.onSpinWait();
            }
            answer(register, "HTTP/1.1 200 OK\r\nLambda-Extension-Identifier: 42\r\n\r\n");
            assertThat(watched.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)).isFalse();
        }
        request("GET /2020-01-01/extension/event/next HTTP/1.1").close();
        assertThat(said()).isEmpty();
    }

    @Test
    void aRefusalIsOneLineAndTheRuntimeGoesOn() throws Exception {
        sentinel.expect(InternalExtension.register(address()));
        try (Socket register = request("POST /2020-01-01/extension/register HTTP/1.1")) {
            answer(register, "HTTP/1.1 403 Forbidden\r\n\r\n");
            assertThat(sentinel.watch("com.example.Handler")).isFalse();
        }
        assertThat(said().lines()).singleElement().asString().contains("403 Forbidden");
    }

    @Test
    void whereNobodyTellsOfTheFunctionsClassesPremainWaits() throws Exception {
        sentinel.postEverywhere();
        said.reset();
        CompletableFuture<Void> premain =
                CompletableFuture.runAsync(() -> sentinel.expect(InternalExtension.register(address())));
        try (Socket register = request("POST /2020-01-01/extension/register HTTP/1.1")) {
            assertThat(premain).isNotDone();
            answer(register, "HTTP/1.1 200 OK\r\nlambda-extension-identifier: 42\r\n\r\n");
        }
        premain.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        request("GET /2020-01-01/extension/event/next HTTP/1.1").close();
        assertThat(said()).isEmpty();
    }

    @Test
    void anAddressWithoutAPortIsOneLine() {
        sentinel.expect(InternalExtension.register("sandbox"));
        sentinel.awaitExtension();
        assertThat(said().lines()).singleElement().asString().contains("'sandbox'", "host:port");
    }

    private String address() {
        return api.getInetAddress().getHostAddress() + ":" + api.getLocalPort();
    }

    /** The next connection, whose request begins with this line. */
    private Socket request(String line) throws IOException {
        Socket socket = api.accept();
        socket.setSoTimeout(TIMEOUT_MILLIS);
        InputStream in = socket.getInputStream();
        byte[] start = in.readNBytes(line.length());
        assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo(line);
        return socket;
    }

    private static void answer(Socket socket, String head) throws IOException {
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
