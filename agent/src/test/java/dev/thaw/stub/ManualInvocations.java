package dev.thaw.stub;

import dev.thaw.cache.Invocations;

/** Invocations that a test makes up. Not thread-safe. */
public final class ManualInvocations implements Invocations {
    private long epoch = 0;
    private long remaining = Long.MAX_VALUE;

    /** From now on this is the epoch; 0: no runtime tells of its invocations. */
    public void epoch(long value) {
        epoch = value;
    }

    /** Another invocation begins. */
    public void next() {
        epoch++;
    }

    /** From now on the invocation has so many milliseconds left. */
    public void remaining(long millis) {
        remaining = millis;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public long remainingMillis() {
        return remaining;
    }
}
