package dev.thaw.intercept;

import java.lang.ref.WeakReference;

/** Equal to itself, and to another of the same object while that lives. Does not keep it alive: it may be a secret. */
final class Identity extends WeakReference<Object> {
    private final int hash;

    Identity(Object object) {
        super(object);
        this.hash = System.identityHashCode(object);
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        Object own = get();
        return own != null && other instanceof Identity && ((Identity) other).get() == own;
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
