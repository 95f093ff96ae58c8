package dev.thaw.intercept;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Why a call might have to be looked at, although the same was asked before: while there is no reason, one reading of one
 * number says so. Thread-safe.
 */
public final class Detours {
    private final AtomicInteger reasons = new AtomicInteger();

    /** There is a reason more, seen by every call that begins from now on in the calling thread. */
    public void begin() {
        reasons.incrementAndGet();
    }

    /** It is one no more. */
    public void end() {
        reasons.decrementAndGet();
    }

    /** Whether there is no reason, in any thread. */
    public boolean areNone() {
        return reasons.get() == 0;
    }
}
