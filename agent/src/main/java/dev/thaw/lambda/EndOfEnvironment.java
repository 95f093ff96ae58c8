package dev.thaw.lambda;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Diagnostics;
import dev.thaw.cache.Disposal;
import dev.thaw.cache.Entry;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/**
 * The JVM's shutdown hook: idle connections are closed politely and in parallel, those in use are dropped, so that the
 * server does not keep their sessions until its own time-out. Lambda gives a function with an internal extension 500 ms,
 * of which the runtime itself may need most; hence a limit of its own.
 */
public final class EndOfEnvironment extends Thread {
    private static final long LIMIT_MILLIS = 150;

    private final Cache<? extends Entry> cache;
    private final boolean dropsThoseInUse;
    private final Diagnostics diagnostics;

    /** @param dropsThoseInUse false outside Lambda, where the application's own hooks may still need them */
    public EndOfEnvironment(Cache<? extends Entry> cache, boolean dropsThoseInUse, Diagnostics diagnostics) {
        super("thaw-end");
        this.cache = cache;
        this.dropsThoseInUse = dropsThoseInUse;
        this.diagnostics = diagnostics;
    }

    @Override
    public void run() {
        try {
            sayGoodbye();
        } catch (Throwable fault) {
            diagnostics.fault("connections end without a goodbye", fault);
        }
    }

    private void sayGoodbye() {
        long end = System.nanoTime() + LIMIT_MILLIS * 1_000_000;
        List<Thread> goodbyes = new ArrayList<>();
        for (Entry idle : cache.shutDown()) {
            goodbyes.add(start(new Goodbye(idle.connection(), true, diagnostics)));
        }
        if (dropsThoseInUse) {
            for (Entry used : cache.inUse()) {
                goodbyes.add(start(new Goodbye(used.connection(), false, diagnostics)));
            }
        }
        try {
            for (Thread goodbye : goodbyes) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                goodbye.join(left);
            }
        } catch (InterruptedException theJvmIsInAHurry) {
            currentThread().interrupt();
        }
    }

    private static Thread start(Runnable goodbye) {
        Thread thread = new Thread(goodbye, "thaw-goodbye");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** A thread each: a server that does not answer must not keep the others from hearing. */
    private static final class Goodbye implements Runnable {
        private final Connection connection;
        private final boolean polite;
        private final Diagnostics diagnostics;

        Goodbye(Connection connection, boolean polite, Diagnostics diagnostics) {
            this.connection = connection;
            this.polite = polite;
            this.diagnostics = diagnostics;
        }

        @Override
        public void run() {
            try {
                if (polite) {
                    Disposal.close(connection);
                } else {
                    Disposal.abort(connection);
                }
            } catch (Throwable fault) {
                diagnostics.fault("a connection ends without a goodbye", fault);
            }
        }
    }
}
