package dev.thaw.intercept;

/**
 * The tokens that this JVM has made lately, as fingerprints. Who made one has the credentials that it speaks of; somebody
 * who only knows how a token looks has not. Thread-safe.
 */
final class MintedTokens {
    /** Tokens are used at once; an older one than so many costs a new connection. */
    private static final int KEPT = 64;

    private final Salt salt;
    private final Fingerprint[] ring = new Fingerprint[KEPT];
    private int next = 0;

    MintedTokens(Salt salt) {
        this.salt = salt;
    }

    synchronized void add(String token) {
        ring[next] = new SipHash(salt).add(0, token).result();
        next = (next + 1) % KEPT;
    }

    synchronized boolean has(String token) {
        Fingerprint wanted = new SipHash(salt).add(0, token).result();
        for (Fingerprint minted : ring) {
            if (wanted.equals(minted)) {
                return true;
            }
        }
        return false;
    }
}
