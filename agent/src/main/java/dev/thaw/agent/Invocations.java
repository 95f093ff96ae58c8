package dev.thaw.agent;

import java.util.concurrent.atomic.AtomicLong;

/** The invocations that the runtime hands over. Thread-safe. Public for the woven {@code LambdaContext} alone. */
public final class Invocations {
    /** Another number with each invocation, in any thread; 0 before the first, and while one may last long. */
    static final AtomicLong EPOCH = new AtomicLong();

    /** By when the invocation of a thread must be done, in milliseconds since 1970. */
    static final ThreadLocal<AtomicLong> DEADLINE = new ThreadLocal<>();

    /** An epoch says that whatever is of the same one was used a short while ago. */
    private static final long LONGEST_EPOCH_MILLIS = 60_000;

    private static final AtomicLong BEGUN = new AtomicLong();

    private Invocations() {}

    /** The calling thread begins an invocation. */
    public static void begin(long deadlineMillis) {
        AtomicLong deadline = DEADLINE.get();
        if (deadline == null) {
            deadline = new AtomicLong();
            DEADLINE.set(deadline);
        }
        deadline.set(deadlineMillis);
        long begun = BEGUN.incrementAndGet();
        EPOCH.set(deadlineMillis - System.currentTimeMillis() <= LONGEST_EPOCH_MILLIS ? begun : 0);
    }
}
