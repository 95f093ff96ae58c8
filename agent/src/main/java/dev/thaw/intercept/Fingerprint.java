package dev.thaw.intercept;

/** 128 bits by which two things can be told apart, and from which neither can be read. Immutable. */
final class Fingerprint {
    private final long high;
    private final long low;

    Fingerprint(long high, long low) {
        this.high = high;
        this.low = low;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint && ((Fingerprint) other).high == high && ((Fingerprint) other).low == low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(high ^ low);
    }
}
