package dev.thaw.cache;

import java.util.Arrays;

/**
 * The idle entries of one key, taken most recently used first. Thread-safe; borrows and returns take no lock.
 *
 * <p>Every entry of the key that is not garbage has a slot here, whether it is lent or not, and its own mark says which
 * ({@link Entry}). So nobody looks for room at a return, and one atomic operation each suffices for a borrow and for a
 * return: a mark that turns from idle to lent has a new owner.
 */
final class Shelf<E extends Entry> {
    private final Key key;
    private final int capacity;
    /** Copied on write under {@code this}; read without. */
    private volatile Slot<E>[] slots = none(0);
    /** Order of use, for most recently used first. A tie or a lost update only blurs that order. */
    private long sequence = 0;
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

    Key key() {
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
        int count = 0;
        for (Slot<E> slot : slots) {
            E old = slot.get();
            if (old != null && !old.isOver()) {
                more[count++] = slot;
            }
        }
        more[count++] = own;
        slots = Arrays.copyOf(more, count);
        entry.assign(own);
    }

    /** Takes the entry that was used last; null when nothing is idle. The caller owns it then. */
    E take() {
        while (true) {
            E best = null;
            for (Slot<E> slot : slots) {
                E candidate = slot.get();
                if (candidate != null && candidate.isIdle() && (best == null || candidate.order() > best.order())) {
                    best = candidate;
                }
            }
            if (best == null || best.lend()) {
                return best;
            }
        }
    }

    /**
     * Puts an entry back that the caller owns and that has its slot here.
     *
     * @return false when there is no room, the shelf is closed or the entry is unfit: the caller owns it still
     */
    boolean put(E entry) {
        entry.order(++sequence);
        if (!entry.leave()) {
            return false;
        }
        // Closed or filled in between: whoever takes it from here now, this call or another one, owns it.
        return !closed && (slots.length <= capacity || !isOverfull()) || !entry.lend();
    }

    private boolean isOverfull() {
        int idle = 0;
        for (Slot<E> slot : slots) {
            E entry = slot.get();
            if (entry != null && entry.isIdle()) {
                idle++;
            }
        }
        return idle > capacity;
    }

    /** Takes one idle entry whose time is over, by the given limits and clock readings; null when there is none. */
    E takeExpired(Limits limits, long wall, long monotonic) {
        for (Slot<E> slot : slots) {
            E candidate = slot.get();
            if (candidate != null
                    && candidate.isIdle()
                    && candidate.isExpired(limits, wall, monotonic)
                    && candidate.lend()) {
                return candidate;
            }
        }
        return null;
    }

    /** From now on nothing is put here. What stands here is the caller's to take. */
    void close() {
        closed = true;
    }
}
