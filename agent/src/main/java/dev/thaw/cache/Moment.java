package dev.thaw.cache;

/** A point in time on both clocks. Not thread-safe: it belongs to the entry that holds it. */
final class Moment {
    private long wallMillis;
    private long monotonicNanos;

    void set(long wall, long monotonic) {
        wallMillis = wall;
        monotonicNanos = monotonic;
    }

    /** Milliseconds from this moment until the given readings: the larger of what both clocks say. */
    long elapsedMillis(long wall, long monotonic) {
        return Math.max(wall - wallMillis, (monotonic - monotonicNanos) / 1_000_000);
    }

    /** Whether the wall clock was set back since, so that nobody knows how much time has passed. */
    boolean liesInTheFuture(long wall) {
        return wall < wallMillis;
    }
}
