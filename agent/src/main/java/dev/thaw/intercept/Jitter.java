package dev.thaw.intercept;

import dev.thaw.cache.Clock;

/**
 * Random pauses. Made of the clock at each draw instead of a generator's state, since environments that are restored from one
 * snapshot would all share that. Stateless.
 */
final class Jitter {
    private Jitter() {}

    /** From 0 to {@code bound - 1}. */
    static long below(long bound, Clock clock) {
        long mixed = (clock.monotonicNanos()
                        ^ Long.rotateLeft(clock.wallMillis(), 32)
                        ^ Thread.currentThread().getId())
                * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 32) * 0xD6E8FEB86659FD93L;
        return Long.remainderUnsigned(mixed ^ mixed >>> 32, bound);
    }
}
