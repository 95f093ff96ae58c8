package dev.thaw.cache;

import java.util.Arrays;

/**
 * What may share a physical connection: two requests with equal keys would have opened the same connection.
 *
 * <p>A key has two sides: the parts, and the secret that goes with them. Where the parts are equal and the secrets are
 * not, a password was changed, or somebody has a wrong one. Neither side holds anything that is a secret itself, only
 * what can be compared.
 *
 * <p>Immutable but for its label; every part and the secret must have a stable {@code equals}. {@link #toString} shows the label
 * only.
 */
public final class Key {
    /** Not volatile: a thread that still sees the former label logs that one. */
    private String label;

    private final Object secret;
    private final long maxAgeMillis;
    private final Object[] parts;
    private final int hash;

    /**
     * A key without a secret.
     *
     * @param label what logs may show: no secrets
     * @param parts everything that must be equal
     */
    public Key(String label, Object... parts) {
        this(label, null, Long.MAX_VALUE, parts.clone());
    }

    private Key(String label, Object secret, long maxAgeMillis, Object[] parts) {
        this.label = label;
        this.secret = secret;
        this.maxAgeMillis = maxAgeMillis;
        this.parts = parts;
        this.hash = 31 * Arrays.hashCode(parts) + (secret == null ? 0 : secret.hashCode());
    }

    /**
     * A key with a secret.
     *
     * @param secret must be equal as well; no secret that can be read, but a fingerprint of it
     * @param maxAgeMillis the longest that a connection which was opened by that secret may be kept
     */
    public static Key withSecret(String label, Object secret, long maxAgeMillis, Object... parts) {
        return new Key(label, secret, maxAgeMillis, parts.clone());
    }

    /** From now on logs show this, which holds no secret. */
    public void show(String text) {
        label = text;
    }

    /** Whether both ask for the same with different secrets. */
    boolean differsInSecretOnly(Key that) {
        return !equalSecrets(that) && Arrays.equals(parts, that.parts);
    }

    /** Milliseconds after its opening in which a connection of this key may be handed out. */
    public long maxAgeMillis() {
        return maxAgeMillis;
    }

    /** Whether a connection of this key may be handed out for ever: it says nothing of a token, which expires. */
    public boolean isLasting() {
        return maxAgeMillis == Long.MAX_VALUE;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Key && isSame((Key) other);
    }

    private boolean isSame(Key that) {
        return hash == that.hash && equalSecrets(that) && Arrays.equals(parts, that.parts);
    }

    private boolean equalSecrets(Key that) {
        return secret == null ? that.secret == null : secret.equals(that.secret);
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
