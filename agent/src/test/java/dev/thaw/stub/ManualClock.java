package dev.thaw.stub;

import dev.thaw.cache.Clock;

/** A clock that stands still until it is moved. Thread-safe. */
public final class ManualClock implements Clock {
    private int readings = 0;
    private long wallMillis = 1_700_000_000_000L;
    /** About to overflow: readings of the monotonic clock mean nothing but their difference. */
    private long monotonicNanos = Long.MAX_VALUE - 1_000_000_000L;

    /** Both clocks go on, as they do while a function works. */
    public synchronized void advance(long millis) {
        advanceWall(millis);
        advanceMonotonic(millis);
    }

    /** The wall clock alone: the environment was frozen and its monotonic clock with it. Negative sets it back. */
    public synchronized void advanceWall(long millis) {
        wallMillis += millis;
    }

    /** The monotonic clock alone: the wall clock was set back by as much meanwhile. */
    public synchronized void advanceMonotonic(long millis) {
        monotonicNanos += millis * 1_000_000;
    }

    /** Time passes without anybody waiting for it. */
    @Override
    public void pause(long millis) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        advance(millis);
    }

    @Override
    public synchronized long wallMillis() {
        readings++;
        return wallMillis;
    }

    @Override
    public synchronized long monotonicNanos() {
        readings++;
        return monotonicNanos;
    }

    /** How often it was read since this was last asked. */
    public synchronized int takeReadings() {
        int taken = readings;
        readings = 0;
        return taken;
    }
}
