package dev.thaw.cache;

import java.lang.ref.WeakReference;

/** An entry's place on its shelf. Holds it only while it is idle, so that one that is lent can be garbage. */
final class Slot<E extends Entry> extends WeakReference<E> {
    final Shelf<E> shelf;
    /** The entry while it is idle. Written by its owner alone; whoever else reads it asks the entry's mark. */
    Entry kept;

    Slot(Shelf<E> shelf, E entry) {
        super(entry);
        this.shelf = shelf;
    }
}
