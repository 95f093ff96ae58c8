package dev.thaw.lambda;

import java.util.concurrent.atomic.AtomicLong;

/** What is known of the invocation that runs. Thread-safe; asking takes no lock and allocates nothing. */
public final class Invocation {
    private final AtomicLong epoch;
    private final ThreadLocal<AtomicLong> deadline;

    /**
     * @param epoch how many invocations have begun, in any thread
     * @param deadline by when the invocation of a thread must be done, in milliseconds since 1970
     */
    public Invocation(AtomicLong epoch, ThreadLocal<AtomicLong> deadline) {
        this.epoch = epoch;
        this.deadline = deadline;
    }

    /**
     * Grows when an invocation begins, in any thread; 0 where no runtime hands over invocations. Two equal values say
     * that the environment was not frozen in between.
     */
    public long epoch() {
        return epoch.get();
    }

    /**
     * Milliseconds until the calling thread's invocation must be done, 0 where it should be; {@code Long.MAX_VALUE} where
     * that is unknown, as in threads of the function's own.
     */
    public long remainingMillis() {
        AtomicLong end = deadline.get();
        return end == null ? Long.MAX_VALUE : Math.max(0, end.get() - System.currentTimeMillis());
    }
}
