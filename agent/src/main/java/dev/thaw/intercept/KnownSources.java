package dev.thaw.intercept;

import dev.thaw.cache.Key;
import java.lang.ref.WeakReference;
import javax.sql.DataSource;

/**
 * The DataSources that are asked again and again, and what they ask for as long as their settings are what they were: to
 * compute a key from settings takes microseconds. Thread-safe, without locks on the way to an answer.
 */
final class KnownSources {
    /** More would be a program that makes them by the way; each one is kept from the garbage. */
    private static final int MOST = 4;
    /** Asked so often in a row, the same object is worth the classes that compare its fields. */
    private static final int ASKED_OFTEN = 8;

    /** Copied on write under {@code this}; read without. */
    private volatile Known[] known = new Known[0];

    /** Guarded by {@code this}, like the two below. Weak: it has a password, and may be the last of its kind. */
    private WeakReference<Object> candidate = new WeakReference<>(null);

    private int asked;
    private int next;

    /** What this source asks for, as before; null where that is not known, or may have changed. */
    Known find(Object source, Object life) {
        for (Known one : known) {
            if (one.request.isOf(source)) {
                return one.life == life && one.unchanged.holds() ? one : null;
            }
        }
        return null;
    }

    /** It asked for this, and was given a connection that was kept. */
    synchronized void served(DataSource source, Request request, Key key, Object life) {
        if (!request.isLasting()) {
            return;
        }
        if (candidate.get() != source) {
            candidate = new WeakReference<>(source);
            asked = 0;
        }
        if (++asked < ASKED_OFTEN) {
            return;
        }
        candidate.clear();
        Unchanged unchanged = Unchanged.of(source);
        // What was seen is what the key was made of, unless somebody changes it just now.
        if (unchanged != null && request.isStillAsked()) {
            learn(new Known(unchanged, request, key, life));
        }
    }

    private void learn(Known one) {
        int place = known.length;
        for (int i = 0; i < known.length; i++) {
            if (one.request.isOf(known[i].request.source())) {
                place = i;
            }
        }
        if (place == MOST) {
            next = (next + 1) % MOST;
            place = next;
        }
        Known[] changed = new Known[Math.max(known.length, place + 1)];
        System.arraycopy(known, 0, changed, 0, known.length);
        changed[place] = one;
        known = changed;
    }

    static final class Known {
        final Unchanged unchanged;
        final Request request;
        final Key key;
        final Object life;

        Known(Unchanged unchanged, Request request, Key key, Object life) {
            this.unchanged = unchanged;
            this.request = request;
            this.key = key;
            this.life = life;
        }
    }
}
