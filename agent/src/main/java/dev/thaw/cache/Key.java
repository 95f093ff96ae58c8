package dev.thaw.cache;

import java.util.Arrays;

/**
 * What may share a physical connection: two requests with equal keys would have opened the same connection.
 *
 * <p>Immutable; every part must have a stable {@code equals}. {@link #toString} shows the label only, since parts can
 * be passwords.
 */
public final class Key {
    private final String label;
    private final Object[] parts;
    private final int hash;

    /**
     * @param label what logs may show: no secrets
     * @param parts everything that must be equal
     */
    public Key(String label, Object... parts) {
        this.label = label;
        this.parts = parts.clone();
        this.hash = Arrays.hashCode(this.parts);
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Key)) {
            return false;
        }
        Key that = (Key) other;
        return hash == that.hash && Arrays.equals(parts, that.parts);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return label;
    }
}
