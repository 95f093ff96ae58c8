package dev.thaw.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers each byte with the same byte, but for two. */
final class EchoServer implements AutoCloseable {
    /** Answered with nothing, as a session's end. */
    static final byte FAREWELL = 120;

    /** Answered with a mebibyte. */
    static final byte BULK = 121;

    private final ServerSocket listener = new ServerSocket(0, 10, Loopback.address());
    private final CountDownLatch farewell = new CountDownLatch(1);
    private final CountDownLatch reset = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();
    private final Thread acceptor;
    private volatile int greeting = -1;

    EchoServer() throws IOException {
        acceptor = Daemon.start("echo-server", () -> {
            try {
                while (true) {
                    Socket client = listener.accept();
                    Daemon.start("echo", () -> serve(client));
                }
            } catch (IOException closed) {
                // By close().
            }
        });
    }

    int port() {
        return listener.getLocalPort();
    }

    void greetWith(int value) {
        greeting = value;
    }

    /** Bytes received so far, by all connections. */
    int requests() {
        return requests.get();
    }

    void awaitFarewell() throws InterruptedException {
        assertThat(farewell.await(5, TimeUnit.SECONDS)).isTrue();
    }

    void awaitReset() throws InterruptedException {
        assertThat(reset.await(5, TimeUnit.SECONDS)).isTrue();
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            if (greeting >= 0) {
                client.getOutputStream().write(greeting);
            }
            for (int read = client.getInputStream().read();
                    read >= 0;
                    read = client.getInputStream().read()) {
                requests.incrementAndGet();
                if (read == FAREWELL) {
                    farewell.countDown();
                } else if (read == BULK) {
                    byte[] bulk = new byte[1 << 20];
                    Arrays.fill(bulk, BULK);
                    client.getOutputStream().write(bulk);
                } else {
                    client.getOutputStream().write(read);
                }
            }
        } catch (SocketException e) {
            reset.countDown();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        try {
            // As long as a thread is in accept(), the kernel still accepts.
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
