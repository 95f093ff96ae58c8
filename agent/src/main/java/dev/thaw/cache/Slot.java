package dev.thaw.cache;

import java.lang.ref.WeakReference;

/** An entry's place on its shelf. Holds it only while it is idle, so that one that is lent can be garbage. */
final class Slot<E extends Entry> extends WeakReference<E> {
    final Shelf<E> shelf;
    /** For the garbage collector alone. Belongs to the entry's owner. */
    Entry kept;

    Slot(Shelf<E> shelf, E entry) {
        super(entry);
        this.shelf = shelf;
    }
}
