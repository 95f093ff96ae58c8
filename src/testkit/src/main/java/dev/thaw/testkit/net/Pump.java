package dev.thaw.testkit.net;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Carries one direction of a connection. Without a delay the reading thread writes as well; from the first delay on, a
 * second thread writes each piece when it is due, so that pieces are not delayed one after the other.
 */
final class Pump implements Runnable {
    private static final int BUFFER = 64 * 1024;

    private final RelayedConnection connection;
    private final Socket source;
    private final Socket sink;
    private final Runnable onRead;
    private final BooleanSupplier loses;
    private BlockingQueue<Piece> delayed;

    /** @param loses asked for each piece and for the end, whether it vanishes on its way */
    Pump(RelayedConnection connection, Socket source, Socket sink, Runnable onRead, BooleanSupplier loses) {
        this.connection = connection;
        this.source = source;
        this.sink = sink;
        this.onRead = onRead;
        this.loses = loses;
    }

    /** Bytes, or none for the end, and when they are due by {@link System#nanoTime()}. */
    private static final class Piece {
        final byte[] bytes;
        final long dueNanos;

        Piece(byte[] bytes, long dueNanos) {
            this.bytes = bytes;
            this.dueNanos = dueNanos;
        }
    }

    @Override
    public void run() {
        byte[] buffer = new byte[BUFFER];
        try {
            int length = source.getInputStream().read(buffer);
            while (length >= 0) {
                onRead.run();
                forward(buffer, length);
                length = source.getInputStream().read(buffer);
            }
            forward(buffer, 0);
        } catch (IOException brokenOrCut) {
            connection.cut();
        }
    }

    private void forward(byte[] bytes, int length) throws IOException {
        long delay = connection.delayNanos();
        if (delayed == null && delay == 0) {
            write(bytes, length);
            return;
        }
        if (delayed == null) {
            delayed = new LinkedBlockingQueue<>();
            Daemon.start("thaw-relay-delay", this::writeDelayed);
        }
        delayed.add(new Piece(Arrays.copyOf(bytes, length), System.nanoTime() + delay));
    }

    private void writeDelayed() {
        try {
            Piece piece;
            do {
                piece = delayed.take();
                for (long wait = piece.dueNanos - System.nanoTime();
                        wait > 0;
                        wait = piece.dueNanos - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                write(piece.bytes, piece.bytes.length);
            } while (piece.bytes.length > 0);
        } catch (IOException | InterruptedException brokenOrCut) {
            connection.cut();
        }
    }

    /** Writes the bytes; none are the end of the stream. */
    private void write(byte[] bytes, int length) throws IOException {
        if (!connection.gate().pass(connection::isCut) || loses.getAsBoolean()) {
            return;
        }
        if (length > 0) {
            sink.getOutputStream().write(bytes, 0, length);
        } else {
            sink.shutdownOutput();
            connection.pumpEnded();
        }
    }
}
