package dev.thaw.agent;

import java.util.concurrent.atomic.AtomicLong;

/** The invocations that the runtime hands over. Thread-safe. Public for the woven {@code LambdaContext} alone. */
public final class Invocations {
    /** How many have begun, in any thread. */
    static final AtomicLong EPOCH = new AtomicLong();

    /** By when the invocation of a thread must be done, in milliseconds since 1970. */
    static final ThreadLocal<AtomicLong> DEADLINE = new ThreadLocal<>();

    private Invocations() {}

    /** The calling thread begins an invocation. */
    public static void begin(long deadlineMillis) {
        AtomicLong deadline = DEADLINE.get();
        if (deadline == null) {
            deadline = new AtomicLong();
            DEADLINE.set(deadline);
        }
        deadline.set(deadlineMillis);
        EPOCH.incrementAndGet();
    }
}
