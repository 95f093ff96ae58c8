package dev.thaw.demo.lambda;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A point on the monotonic clock until which something may wait. */
record Deadline(long nanoTime) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean passed() {
        return remainingNanos() <= 0;
    }

    /** Waits for a notification of a monitor that the caller holds, at most until this deadline. */
    @SuppressWarnings("WaitNotInLoop") // the callers loop over their own conditions
    void await(Object monitor) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedWait(monitor, Math.max(1, remainingNanos()));
    }

    private long remainingNanos() {
        return nanoTime - System.nanoTime();
    }
}
