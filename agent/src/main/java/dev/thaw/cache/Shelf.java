package dev.thaw.cache;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The idle entries of one key, taken most recently used first. Thread-safe; borrows and returns take no lock.
 *
 * <p>Every entry of the key that is not garbage has a slot here, whether it is lent or not, and its own mark says which
 * ({@link Entry}). So nobody looks for room at a return, a borrow is one atomic operation and a return none, and threads
 * that borrow at the same time write nothing in common.
 */
public final class Shelf<E extends Entry> {
    private final Key key;
    private final int capacity;
    /** Copied on write under {@code this}; read without. */
    private volatile Slot<E>[] slots = none(0);
    /**
     * The id of the thread that took from each slot last, apart from what returns write to: a thread finds its own without
     * touching others'. A preference, no more.
     */
    private volatile long[] users = {};
    /** Wall milliseconds of the last borrow that was checked or adoption; which shelf to give up when there are too many. */
    private long touched = 0;

    private volatile boolean closed = false;

    Shelf(Key key, int capacity) {
        this.key = key;
        this.capacity = capacity;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <E extends Entry> Slot<E>[] none(int length) {
        return new Slot[length];
    }

    /** What all of them were opened for. */
    public Key key() {
        return key;
    }

    void touch(long wall) {
        touched = wall;
    }

    long touched() {
        return touched;
    }

    /** Gives a slot to an entry of the caller's. Slots of those that are garbage or over go. */
    synchronized void add(E entry) {
        Slot<E> own = new Slot<>(this, entry);
        Slot<E>[] more = none(slots.length + 1);
        long[] theirs = new long[more.length];
        int count = 0;
        for (int i = 0; i < slots.length; i++) {
            E old = slots[i].get();
            if (old != null && !old.isOver()) {
                more[count] = slots[i];
                theirs[count++] = users[i];
            }
        }
        more[count] = own;
        theirs[count++] = self();
        users = Arrays.copyOf(theirs, count);
        slots = Arrays.copyOf(more, count);
        entry.assign(own);
    }

    /**
     * Takes the entry that is best for the calling thread; null when nothing is idle. The caller owns it then.
     *
     * @param epoch the present one
     * @param since what the thread itself has used since then, in wall milliseconds, or in this epoch, comes first
     */
    E take(long epoch, long since) {
        Slot<E>[] all = slots;
        if (all.length != 1) {
            return takeOneOf(all, epoch, since);
        }
        E only = kept(all[0]);
        return only != null && only.lend() ? only : null;
    }

    /** What the calling thread itself had just now: the way of each of many threads, which meet nowhere on it. */
    private E takeOneOf(Slot<E>[] all, long epoch, long since) {
        long[] known = users;
        for (int i = 0; i < all.length && i < known.length; i++) {
            if (known[i] == self()) {
                E own = kept(all[i]);
                if (own != null && (own.wasUsedIn(epoch) || own.wasUsedSince(since)) && own.lend()) {
                    return own;
                }
            }
        }
        return takeBest(all, epoch);
    }

    /** The one that was used last; of those that are as recent, the one that the calling thread had before. */
    private E takeBest(Slot<E>[] all, long epoch) {
        while (true) {
            E best = null;
            int place = 0;
            for (int i = 0; i < all.length; i++) {
                E candidate = kept(all[i]);
                if (candidate != null && candidate.isIdle()) {
                    long later = best == null ? 1 : candidate.laterThan(best, epoch);
                    if (later > 0 || later == 0 && isOwn(i) && !isOwn(place)) {
                        best = candidate;
                        place = i;
                    }
                }
            }
            if (best == null) {
                return null;
            }
            if (best.lend()) {
                note(place);
                return best;
            }
        }
    }

    private boolean isOwn(int place) {
        long[] known = users;
        return place < known.length && known[place] == self();
    }

    private void note(int place) {
        long[] known = users;
        if (place < known.length && known[place] != self()) {
            known[place] = self();
        }
    }

    private static long self() {
        return Thread.currentThread().getId();
    }

    /** A slot is of one entry for ever, so whoever sees it here sees the whole of it. */
    @SuppressWarnings("unchecked")
    private static <E extends Entry> E kept(Slot<E> slot) {
        return (E) slot.kept;
    }

    /**
     * Puts an entry back that the caller owns and that has its slot here.
     *
     * @return false when there is no room or the shelf is closed: the caller owns it still
     */
    boolean put(E entry) {
        entry.leave();
        // Closed or filled in between: whoever takes it from here now, this call or another one, owns it.
        return hasRoom() || !entry.lend();
    }

    private boolean hasRoom() {
        return !closed && (slots.length <= capacity || !isOverfull());
    }

    private boolean isOverfull() {
        int idle = 0;
        for (Slot<E> slot : slots) {
            E entry = kept(slot);
            if (entry != null && entry.isIdle()) {
                idle++;
            }
        }
        return idle > capacity;
    }

    /** From now on nothing is put here, and nothing is taken. What stands here is the caller's. */
    synchronized List<E> close() {
        closed = true;
        List<E> idle = new ArrayList<>();
        for (Slot<E> slot : slots) {
            E entry = kept(slot);
            if (entry != null && entry.lend()) {
                idle.add(entry);
            }
        }
        slots = none(0);
        return idle;
    }

    boolean isClosed() {
        return closed;
    }
}
