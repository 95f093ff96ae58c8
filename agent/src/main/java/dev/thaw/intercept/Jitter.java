package dev.thaw.intercept;

/**
 * Random pauses. Each is drawn from the kernel: environments that are restored from one snapshot share a generator's state,
 * and their clocks may show the same. Stateless.
 */
final class Jitter {
    private Jitter() {}

    /** From 0 to {@code bound - 1}. */
    static long below(long bound) {
        return Long.remainderUnsigned(Salt.draw().first(), bound);
    }
}
