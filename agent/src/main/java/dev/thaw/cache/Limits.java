package dev.thaw.cache;

/** How long an idle connection is trusted and kept. Milliseconds; immutable. */
public final class Limits {
    private final long validateAfterMillis;
    private final long validateTimeoutMillis;
    private final long maxAgeMillis;
    private final long maxIdleMillis;
    private final long trustedMillis;

    /**
     * @param validateAfterMillis idle time from which an entry is probed before it is handed out
     * @param validateTimeoutMillis the longest that one probe may take
     * @param maxAgeMillis age from which an entry is closed instead of handed out
     * @param maxIdleMillis idle time from which an entry is closed instead of handed out
     */
    public Limits(long validateAfterMillis, long validateTimeoutMillis, long maxAgeMillis, long maxIdleMillis) {
        this.validateAfterMillis = validateAfterMillis;
        this.validateTimeoutMillis = validateTimeoutMillis;
        this.maxAgeMillis = maxAgeMillis;
        this.maxIdleMillis = maxIdleMillis;
        this.trustedMillis = Math.min(validateAfterMillis, maxIdleMillis);
    }

    /** Idle time below which nothing is asked and nothing is too old. */
    long trustedMillis() {
        return trustedMillis;
    }

    long validateAfterMillis() {
        return validateAfterMillis;
    }

    long validateTimeoutMillis() {
        return validateTimeoutMillis;
    }

    long maxAgeMillis() {
        return maxAgeMillis;
    }

    long maxIdleMillis() {
        return maxIdleMillis;
    }
}
