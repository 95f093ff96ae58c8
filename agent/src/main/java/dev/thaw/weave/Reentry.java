package dev.thaw.weave;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells a woven method's call of itself from a call of the application's: between {@link #announce} and
 * {@link #isExpected} in one thread there is nothing but that call. Thread-safe.
 */
final class Reentry {
    /** Spares the others looking at their own thread's mark. */
    private final AtomicInteger announced = new AtomicInteger();

    @SuppressWarnings("ThreadLocalUsage") // one bridge for the life of the JVM
    private final ThreadLocal<Object> mark = new ThreadLocal<>();

    /** The calling thread's next call of a woven method is that method's own. */
    void announce() {
        mark.set(this);
        announced.incrementAndGet();
    }

    /** Whether it was announced; the mark is gone then. */
    boolean isExpected() {
        if (announced.get() == 0 || mark.get() == null) {
            return false;
        }
        mark.remove();
        announced.decrementAndGet();
        return true;
    }
}
