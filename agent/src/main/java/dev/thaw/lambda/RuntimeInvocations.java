package dev.thaw.lambda;

import dev.thaw.cache.Invocations;
import java.util.concurrent.atomic.AtomicLong;

/** What Lambda's Java runtime tells of its invocations. Thread-safe; asking takes no lock and allocates nothing. */
public final class RuntimeInvocations implements Invocations {
    private final AtomicLong epoch;
    private final ThreadLocal<AtomicLong> deadline;
    /** Of the runtime's threads, most often the only one. Not volatile: who does not see it asks the longer way. */
    private Thread first;

    /**
     * Reads what the entry point writes.
     *
     * @param epoch another number with each invocation, in any thread; 0 before the first and while one may last long
     * @param deadline by when the invocation of a thread must be done, in milliseconds since 1970
     */
    public RuntimeInvocations(AtomicLong epoch, ThreadLocal<AtomicLong> deadline) {
        this.epoch = epoch;
        this.deadline = deadline;
    }

    /** 0 in threads of the function's own: one may run after a freeze while the epoch is still that of before. */
    @Override
    public long epoch() {
        long present = epoch.get();
        return present == 0 || Thread.currentThread() == first || isOfTheRuntime() ? present : 0;
    }

    private boolean isOfTheRuntime() {
        if (deadline.get() == null) {
            return false;
        }
        if (first == null) {
            first = Thread.currentThread();
        }
        return true;
    }

    /** 0 where it should be done; unknown in threads of the function's own. */
    @Override
    public long remainingMillis() {
        AtomicLong end = deadline.get();
        return end == null ? Long.MAX_VALUE : Math.max(0, end.get() - System.currentTimeMillis());
    }
}
