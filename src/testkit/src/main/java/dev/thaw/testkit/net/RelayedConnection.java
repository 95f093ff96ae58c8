package dev.thaw.testkit.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One client's connection through a {@link Relay}: two sockets, and a pump for each direction. */
final class RelayedConnection {
    private final Socket client;
    private final Socket server = new Socket();
    private final InetSocketAddress target;
    private final Gate gate;
    private final LongSupplier delayNanos;
    private final Runnable onRoundTrip;
    private final Runnable onLoss;
    private final Consumer<RelayedConnection> onEnd;
    private final AtomicInteger answersPassing = new AtomicInteger(Integer.MAX_VALUE);
    private final AtomicBoolean requestSeen = new AtomicBoolean();
    private final AtomicInteger pumping = new AtomicInteger(2);
    private volatile boolean forgotten;
    private volatile boolean cut;

    RelayedConnection(
            Socket client,
            InetSocketAddress target,
            Gate gate,
            LongSupplier delayNanos,
            Runnable onRoundTrip,
            Runnable onLoss,
            Consumer<RelayedConnection> onEnd) {
        this.client = client;
        this.target = target;
        this.gate = gate;
        this.delayNanos = delayNanos;
        this.onRoundTrip = onRoundTrip;
        this.onLoss = onLoss;
        this.onEnd = onEnd;
    }

    void start() {
        Daemon.start("thaw-relay-request", () -> {
            if (!gate.pass(this::isCut)) {
                return;
            }
            try {
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                server.connect(target);
            } catch (IOException refused) {
                cut();
                return;
            }
            Daemon.start("thaw-relay-answer", new Pump(this, server, client, this::answerRead, this::losesAnswer));
            new Pump(this, client, server, () -> requestSeen.set(true), this::losesRequest).run();
        });
    }

    /** Counts before it forwards, so that a client that has its answer finds it counted. */
    private void answerRead() {
        if (requestSeen.getAndSet(false)) {
            onRoundTrip.run();
        }
    }

    Gate gate() {
        return gate;
    }

    long delayNanos() {
        return delayNanos.getAsLong();
    }

    boolean isCut() {
        return cut;
    }

    /** From now on nothing arrives, on either side. */
    void forget() {
        forgotten = true;
    }

    /** After so many more answers no other arrives. */
    void loseAnswersAfter(int passing) {
        answersPassing.set(passing);
    }

    private boolean losesAnswer() {
        boolean passes = !forgotten && answersPassing.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        return !passes && lose();
    }

    private boolean losesRequest() {
        return forgotten && lose();
    }

    private boolean lose() {
        onLoss.run();
        return true;
    }

    /** Resets both sides. */
    void cut() {
        cut = true;
        gate.wakeAll();
        reset(client);
        reset(server);
        onEnd.accept(this);
    }

    /** To be called by each pump when its source has ended and the other side has been told. */
    void pumpEnded() {
        if (pumping.decrementAndGet() == 0) {
            close(client);
            close(server);
            onEnd.accept(this);
        }
    }

    private static void reset(Socket socket) {
        try {
            // SO_LINGER 0 makes close() send RST.
            socket.setSoLinger(true, 0);
        } catch (IOException alreadyClosed) {
            return;
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException nothingLeftToDo) {
            // A socket that cannot be closed has no connection.
        }
    }
}
