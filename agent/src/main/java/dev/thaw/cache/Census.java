package dev.thaw.cache;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * All connections of this environment that are not garbage, whether they are idle or lent, and those that their drivers have
 * given out more than once. Thread-safe.
 */
final class Census<E extends Entry> {
    private final List<WeakReference<E>> known = new ArrayList<>();

    /** The application's alone, for ever. */
    private final List<WeakReference<Connection>> givenAgain = new ArrayList<>();

    /**
     * Makes one known.
     *
     * @return whether no other has its connection
     */
    synchronized boolean add(E entry) {
        boolean alone = isAlone(entry);
        known.add(new WeakReference<>(entry));
        return alone;
    }

    /** Whether no other has its connection; one that has is told. Forgets what is garbage. */
    synchronized boolean isAlone(E entry) {
        Connection connection = entry.connection();
        boolean alone = true;
        for (Iterator<WeakReference<Connection>> i = givenAgain.iterator(); i.hasNext(); ) {
            Connection other = i.next().get();
            if (other == null) {
                i.remove();
            }
            alone &= other != connection;
        }
        for (Iterator<WeakReference<E>> i = known.iterator(); i.hasNext(); ) {
            E other = i.next().get();
            if (other == null) {
                i.remove();
            } else if (other != entry && other.connection() == connection) {
                other.isGivenAgain();
                if (alone) {
                    givenAgain.add(new WeakReference<>(connection));
                }
                alone = false;
            }
        }
        return alone;
    }

    /** How many are remembered; those that are garbage go when the next one is made known. */
    synchronized int size() {
        return known.size() + givenAgain.size();
    }

    /** Those that are there now, a list of the caller's own. */
    synchronized List<E> alive() {
        List<E> alive = new ArrayList<>();
        for (WeakReference<E> reference : known) {
            E entry = reference.get();
            if (entry != null) {
                alive.add(entry);
            }
        }
        return alive;
    }
}
