package dev.thaw.testkit.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** A port on 127.0.0.1 behind which something is wrong. Thread-safe; its threads are daemons. */
public final class FaultySocket implements AutoCloseable {
    private final AutoCloseable socket;
    private final int port;
    private final AtomicLong connections = new AtomicLong();
    private final Queue<Socket> held = new ConcurrentLinkedQueue<>();

    private FaultySocket(AutoCloseable socket, int port) {
        this.socket = socket;
        this.port = port;
    }

    /** Accepts connections and never says a word. */
    public static FaultySocket acceptAndHang() {
        return listening(false);
    }

    /** Accepts connections and closes them at once. */
    public static FaultySocket acceptAndClose() {
        return listening(true);
    }

    /** Refuses connections. The port stays reserved, so no other server can turn up there. */
    public static FaultySocket nobodyListening() {
        try {
            // Bound without listening.
            Socket reserved = new Socket();
            reserved.bind(Loopback.port(0));
            return new FaultySocket(reserved, reserved.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FaultySocket listening(boolean closing) {
        try {
            ServerSocket listener = new ServerSocket(0, 100, Loopback.address());
            FaultySocket faulty = new FaultySocket(listener, listener.getLocalPort());
            Daemon.start("thaw-faulty-socket-" + faulty.port, () -> faulty.accept(listener, closing));
            return faulty;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket listener, boolean closing) {
        try {
            while (true) {
                Socket client = listener.accept();
                connections.incrementAndGet();
                if (closing) {
                    client.close();
                } else {
                    held.add(client);
                }
            }
        } catch (IOException closed) {
            closeHeld();
        }
    }

    /** The port for clients. */
    public int port() {
        return port;
    }

    /** Connections accepted so far. */
    public long connections() {
        return connections.get();
    }

    /** Closes the port and the connections that hang. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException("cannot close port " + port, e);
        }
        closeHeld();
    }

    private void closeHeld() {
        for (Socket client = held.poll(); client != null; client = held.poll()) {
            try {
                client.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
