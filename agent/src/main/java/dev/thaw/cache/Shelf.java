package dev.thaw.cache;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The idle entries of one key, taken most recently used first. Thread-safe, without locks.
 *
 * <p>Invariant: an entry that stands in a slot is idle and has no owner but the shelf. Whoever turns its slot from
 * the entry to null owns it; nobody else can, since an entry stands in one slot at most. So there is no ABA here: an
 * entry that left and came back to the same slot is idle all the same.
 */
final class Shelf<E extends Entry> {
    private final Key key;
    private final AtomicReferenceArray<E> slots;
    /** One past the highest slot that was ever used: most functions need one. Grows only. */
    private final AtomicInteger used = new AtomicInteger();
    /** Order of use, for most recently used first. A tie or a lost update only blurs that order. */
    private long sequence = 0;
    /** Wall milliseconds of the last borrow that was checked or adoption; which shelf to give up when there are too many. */
    private long touched = 0;

    private volatile boolean closed = false;

    Shelf(Key key, int capacity) {
        this.key = key;
        this.slots = new AtomicReferenceArray<>(capacity);
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

    /** Takes the entry that was used last; null when nothing is idle. The caller owns it then. */
    E take() {
        while (true) {
            E best = null;
            int bestSlot = -1;
            for (int i = used.get() - 1; i >= 0; i--) {
                E candidate = slots.get(i);
                if (candidate != null && (best == null || candidate.order() > best.order())) {
                    best = candidate;
                    bestSlot = i;
                }
            }
            if (best == null) {
                return null;
            }
            if (slots.compareAndSet(bestSlot, best, null)) {
                best.lent(true);
                return best;
            }
        }
    }

    /**
     * Puts an entry back that the caller owns.
     *
     * @return false when there is no room or the shelf is closed: the caller owns it still
     */
    boolean put(E entry) {
        entry.order(++sequence);
        entry.lent(false);
        for (int i = 0; i < slots.length(); i++) {
            if (slots.get(i) == null && slots.compareAndSet(i, null, entry)) {
                growTo(i + 1);
                // Closed in between: whoever takes it out of the slot now, this call or the closing one, ends it.
                return !closed || !slots.compareAndSet(i, entry, null);
            }
        }
        return false;
    }

    private void growTo(int size) {
        int seen = used.get();
        while (seen < size && !used.compareAndSet(seen, size)) {
            seen = used.get();
        }
    }

    /** Takes one idle entry whose time is over, by the given limits and clock readings; null when there is none. */
    E takeExpired(Limits limits, long wall, long monotonic) {
        for (int i = 0; i < slots.length(); i++) {
            E candidate = slots.get(i);
            if (candidate != null
                    && candidate.isExpired(limits, wall, monotonic)
                    && slots.compareAndSet(i, candidate, null)) {
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
