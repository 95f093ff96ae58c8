package dev.thaw.weave;

import dev.thaw.intercept.Detours;

/**
 * Tells a woven method's call of itself from a call of the application's: between {@link #announce} and
 * {@link #isExpected} in one thread there is nothing but that call. Thread-safe.
 */
final class Reentry {
    private final Detours detours;

    @SuppressWarnings("ThreadLocalUsage") // one bridge for the life of the JVM
    private final ThreadLocal<Object> mark = new ThreadLocal<>();

    Reentry(Detours detours) {
        this.detours = detours;
    }

    /** The calling thread's next call of a woven method is that method's own. */
    void announce() {
        mark.set(this);
        detours.begin();
    }

    /** Whether it was announced; the mark is gone then. */
    boolean isExpected() {
        if (detours.areNone() || mark.get() == null) {
            return false;
        }
        mark.remove();
        detours.end();
        return true;
    }
}
