package dev.thaw.cache;

/**
 * A point in time on both clocks, or on the wall clock alone. Not thread-safe: it belongs to the entry that holds it.
 */
final class Moment {
    private long wallMillis;
    private long monotonicNanos;
    private boolean onBoth;

    void set(long wall, long monotonic) {
        wallMillis = wall;
        monotonicNanos = monotonic;
        onBoth = true;
    }

    /** The monotonic clock was not read. */
    void set(long wall) {
        wallMillis = wall;
        onBoth = false;
    }

    /** Milliseconds from this moment until the given readings: the larger of what both clocks say. */
    long elapsedMillis(long wall, long monotonic) {
        long byWall = wall - wallMillis;
        return onBoth ? Math.max(byWall, (monotonic - monotonicNanos) / 1_000_000) : byWall;
    }

    /** By the wall clock alone; negative where that was set back since. */
    long elapsedMillis(long wall) {
        return wall - wallMillis;
    }

    /** By the wall clock, in seconds since 1970. */
    long second() {
        return wallMillis / 1_000;
    }

    /** By the wall clock. Where that is the present, it was set back since, and nobody knows how much time has passed. */
    boolean isAfter(long wall) {
        return wallMillis > wall;
    }
}
