package dev.thaw.testkit.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A TCP relay on loopback between a client and a server, which counts what passes and can delay, silence and cut it.
 *
 * <p><b>Round trip:</b> bytes from the server after bytes from the client, on one connection; in other words, an answer
 * that the client had to wait for. It is counted when the answer reaches the relay, thus before the client sees it. A
 * greeting that the server sends first and a farewell that it does not answer are none. Handshakes count, TLS too. The
 * count is exact for protocols in which a client waits for its answer before it sends again, as JDBC drivers do; the
 * session tickets that a TLS 1.3 server sends unasked can add one per connection. Pipelined requests count as one.
 *
 * <p>All methods are thread-safe. The relay's threads are daemons.
 */
public final class Relay implements AutoCloseable {
    private final InetSocketAddress target;
    private final int port;
    private final Gate gate = new Gate();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong roundTrips = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private final Set<RelayedConnection> open = ConcurrentHashMap.newKeySet();
    private volatile long delayNanos;
    private ServerSocket listener;
    private Thread acceptor;
    private boolean closed;

    private Relay(InetSocketAddress target) throws IOException {
        this.target = target;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
        this.acceptor = accept(listener);
    }

    /** Starts a relay to a server. The server is contacted when a client comes, for each client anew. */
    public static Relay to(String host, int port) {
        try {
            return new Relay(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port on 127.0.0.1 for clients; it never changes. */
    public int port() {
        return port;
    }

    /**
     * Connections accepted since the start or the last {@link #reset()}. A client may be connected a moment before it is
     * counted, but has no answer before.
     */
    public long connections() {
        return connections.get();
    }

    /** Round trips, of all connections together, since the start or the last {@link #reset()}. */
    public long roundTrips() {
        return roundTrips.get();
    }

    /** Sets the counters to zero. */
    public void reset() {
        connections.set(0);
        roundTrips.set(0);
        lost.set(0);
    }

    /**
     * Delays all that is read from now on, in each direction; a round trip takes twice as much longer. Data that follow
     * each other closely are delayed together and not one after the other.
     */
    public void latency(Duration oneWay) {
        delayNanos = oneWay.toNanos();
    }

    /**
     * Becomes a black hole: connections stay open, new ones are accepted, nothing is forwarded and nobody is told, not
     * even of a close. A network does so when a firewall or a load balancer has forgotten a connection.
     */
    public void stopForwarding() {
        gate.shut();
    }

    /** Forwards again, first what came in meanwhile. */
    public void resume() {
        gate.open();
    }

    /**
     * Becomes a black hole for the connections that are open now, for good: both sides stay open, nothing is forwarded
     * and nobody is told. New ones are forwarded, as when a firewall has forgotten what was idle for too long.
     */
    public void forgetOpen() {
        open.forEach(RelayedConnection::forget);
    }

    /**
     * Loses answers of the connections that are open now, for good: requests arrive, so the server does what they ask,
     * and the client is not told. New connections are forwarded.
     *
     * @param passing how many answers still arrive, for each connection; each is to be one that fits a network packet
     */
    public void loseAnswersAfter(int passing) {
        open.forEach(connection -> connection.loseAnswersAfter(passing));
    }

    /** Pieces of data that have vanished since the start or the last {@link #reset()}. */
    public long lost() {
        return lost.get();
    }

    /** Resets (RST) both sides of all connections. New ones are welcome. */
    public void cutAll() {
        open.forEach(RelayedConnection::cut);
    }

    /** Refuses new connections as a host does on which no server listens. Open ones go on. */
    public synchronized void refuseNew() {
        try {
            listener.close();
            // As long as a thread is in accept(), the kernel still accepts.
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Accepts new connections again, on the same port.
     *
     * @throws UncheckedIOException if another process has taken the port meanwhile
     */
    public synchronized void acceptNew() {
        if (closed || !listener.isClosed()) {
            return;
        }
        try {
            listener = listen(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acceptor = accept(listener);
    }

    /** Ends the relay and resets its connections. */
    @Override
    public synchronized void close() {
        closed = true;
        refuseNew();
        cutAll();
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        // The port has connections of the previous listener.
        socket.setReuseAddress(true);
        socket.bind(Loopback.port(port), 100);
        return socket;
    }

    private Thread accept(ServerSocket socket) {
        return Daemon.start("thaw-relay-" + port, () -> {
            try {
                while (true) {
                    accepted(socket.accept());
                }
            } catch (IOException listenerClosed) {
                // By refuseNew() or close().
            }
        });
    }

    private void accepted(Socket client) {
        connections.incrementAndGet();
        RelayedConnection connection = new RelayedConnection(
                client,
                target,
                gate,
                () -> delayNanos,
                roundTrips::incrementAndGet,
                lost::incrementAndGet,
                open::remove);
        open.add(connection);
        connection.start();
    }
}
