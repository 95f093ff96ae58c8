package dev.thaw.cache;

import java.util.Arrays;

/**
 * The shelf of each key. Few, so that looking through them beats hashing. Thread-safe: copied on write, read without a
 * lock.
 */
final class Shelves<E extends Entry> {
    private final int idlePerKey;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private volatile Shelf<E>[] shelves = new Shelf[0];

    /** @param idlePerKey entries that one shelf has room for */
    Shelves(int idlePerKey) {
        this.idlePerKey = idlePerKey;
    }

    /** Those that are there now. The array is not to be changed. */
    Shelf<E>[] all() {
        return shelves;
    }

    /** Null where there is none of this key. */
    Shelf<E> find(Key key) {
        for (Shelf<E> shelf : shelves) {
            if (shelf.key().equals(key)) {
                return shelf;
            }
        }
        return null;
    }

    synchronized Shelf<E> findOrAdd(Key key) {
        Shelf<E> found = find(key);
        if (found == null) {
            found = new Shelf<>(key, idlePerKey);
            Shelf<E>[] more = Arrays.copyOf(shelves, shelves.length + 1);
            more[shelves.length] = found;
            shelves = more;
        }
        return found;
    }

    /**
     * Gives up the shelf that nobody has touched for longest, where there are too many.
     *
     * @param needed is kept
     * @return what stands there is the caller's to close; null where there are not too many
     */
    synchronized Shelf<E> takeSurplus(Shelf<E> needed) {
        if (shelves.length <= Cache.MOST_KEYS) {
            return null;
        }
        Shelf<E> oldest = null;
        for (Shelf<E> shelf : shelves) {
            if (shelf != needed && (oldest == null || shelf.touched() < oldest.touched())) {
                oldest = shelf;
            }
        }
        remove(oldest);
        return oldest;
    }

    synchronized void remove(Shelf<E> doomed) {
        Shelf<E>[] before = shelves;
        for (int i = 0; i < before.length; i++) {
            if (before[i] == doomed) {
                Shelf<E>[] fewer = Arrays.copyOf(before, before.length - 1);
                System.arraycopy(before, i + 1, fewer, i, fewer.length - i);
                shelves = fewer;
                return;
            }
        }
    }

    /** Gives up all of them. What stands there is the caller's to close. */
    synchronized Shelf<E>[] takeAll() {
        Shelf<E>[] before = shelves;
        shelves = Arrays.copyOf(before, 0);
        return before;
    }
}
