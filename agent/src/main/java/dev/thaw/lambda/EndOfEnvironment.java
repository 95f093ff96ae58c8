package dev.thaw.lambda;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Diagnostics;
import dev.thaw.cache.Entry;
import java.util.List;

/**
 * The JVM's shutdown hook: idle connections are closed politely and in parallel, so that the server does not keep their
 * sessions until its own time-out. Those in use are dropped at the end of its time, since hooks of the application's, which
 * run beside it, may still write by them. Lambda gives a function with an internal extension 500 ms, of which the runtime
 * itself may need most; hence a limit of its own.
 */
public final class EndOfEnvironment extends Thread {
    private static final long LIMIT_MILLIS = 150;
    /** For the drops, which come after that. */
    private static final long DROP_MILLIS = 50;
    /** How often somebody looks whether any is in use still. */
    private static final long STEP_MILLIS = 5;

    private final Cache<? extends Entry> cache;
    private final boolean dropsThoseInUse;
    private final long limitMillis;
    private final Diagnostics diagnostics;

    /** @param dropsThoseInUse false outside Lambda, where the application's own hooks may need them for long */
    public EndOfEnvironment(Cache<? extends Entry> cache, boolean dropsThoseInUse, Diagnostics diagnostics) {
        this(cache, dropsThoseInUse, LIMIT_MILLIS, diagnostics);
    }

    EndOfEnvironment(Cache<? extends Entry> cache, boolean dropsThoseInUse, long limitMillis, Diagnostics diagnostics) {
        super("thaw-end");
        this.cache = cache;
        this.dropsThoseInUse = dropsThoseInUse;
        this.limitMillis = limitMillis;
        this.diagnostics = diagnostics;
    }

    @Override
    public void run() {
        try {
            sayGoodbye();
        } catch (InterruptedException theJvmIsInAHurry) {
            currentThread().interrupt();
        } catch (Throwable fault) {
            diagnostics.fault("connections end without a goodbye", fault);
        }
    }

    private void sayGoodbye() throws InterruptedException {
        long end = System.nanoTime() + limitMillis * 1_000_000;
        List<Goodbye> idle = Goodbye.to(cache.shutDown(), true, diagnostics);
        if (dropsThoseInUse) {
            while (!cache.inUse().isEmpty() && end - System.nanoTime() > 0) {
                sleep(STEP_MILLIS);
            }
        }
        Goodbye.await(idle, end);
        if (dropsThoseInUse) {
            List<Goodbye> used = Goodbye.to(cache.inUse(), false, diagnostics);
            Goodbye.await(used, System.nanoTime() + DROP_MILLIS * 1_000_000);
        }
    }
}
