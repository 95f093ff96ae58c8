package dev.thaw.cache;

/**
 * The time as the cache sees it: a parameter, so that tests never wait for it.
 *
 * <p>Both readings are needed. While a Lambda environment is frozen the monotonic clock may stand still, and the wall
 * clock may be set back; see {@link Moment#elapsedMillis}.
 */
public interface Clock {
    /** The clock of this machine. Thread-safe. */
    Clock SYSTEM = new Clock() {
        @Override
        public long wallMillis() {
            return System.currentTimeMillis();
        }

        @Override
        public long monotonicNanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(long millis) throws InterruptedException {
            Thread.sleep(millis);
        }
    };

    /** Milliseconds since the epoch, as {@link System#currentTimeMillis}. */
    long wallMillis();

    /** Nanoseconds since an arbitrary origin, as {@link System#nanoTime}. */
    long monotonicNanos();

    /**
     * Lets the calling thread wait.
     *
     * @throws InterruptedException as {@link Thread#sleep} does
     */
    void pause(long millis) throws InterruptedException;
}
