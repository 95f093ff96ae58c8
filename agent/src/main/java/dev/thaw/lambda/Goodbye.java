package dev.thaw.lambda;

import dev.thaw.cache.Diagnostics;
import dev.thaw.cache.Disposal;
import dev.thaw.cache.Entry;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of one connection, in a thread of its own: a server that does not answer must not keep the others from hearing, nor
 * who waits from what comes next.
 */
final class Goodbye extends Thread {
    private final Connection connection;
    private final boolean polite;
    private final Diagnostics diagnostics;

    private Goodbye(Connection connection, boolean polite, Diagnostics diagnostics) {
        super("thaw-goodbye");
        this.connection = connection;
        this.polite = polite;
        this.diagnostics = diagnostics;
        setDaemon(true);
    }

    /**
     * Begins it for each of them.
     *
     * @param polite they are closed as by their owners; else dropped, since a close would wait for a call that is under way
     */
    static List<Goodbye> to(List<? extends Entry> entries, boolean polite, Diagnostics diagnostics) {
        List<Goodbye> begun = new ArrayList<>();
        for (Entry entry : entries) {
            Goodbye goodbye = new Goodbye(entry.connection(), polite, diagnostics);
            goodbye.start();
            begun.add(goodbye);
        }
        return begun;
    }

    /** Waits for all of them, but no longer than until then, by {@link System#nanoTime}. */
    static void await(List<Goodbye> begun, long end) throws InterruptedException {
        for (Goodbye goodbye : begun) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            goodbye.join(left);
        }
    }

    @Override
    public void run() {
        try {
            if (!polite) {
                Disposal.abort(connection);
            }
            // After that too: H2's driver has an abort that does nothing.
            Disposal.close(connection);
        } catch (Throwable fault) {
            diagnostics.fault("a connection ends without a goodbye", fault);
        }
    }
}
