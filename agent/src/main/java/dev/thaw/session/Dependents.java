package dev.thaw.session;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The statements and metadata results that a borrower has open, so that closing the connection closes them. Belongs to the borrowing thread.
 *
 * <p>The first few are held strongly and without allocation. Beyond that weakly: a connection that is kept for the life
 * of an environment by code that forgets to close its statements must not collect them here, when the driver alone
 * would have let them go.
 */
final class Dependents {
    private static final int STRONG = 16;

    /** Most borrowers have one open at a time. */
    private Dependent latest;

    private final Dependent[] first = new Dependent[STRONG];
    private int count = 0;
    private List<WeakReference<Dependent>> overflow;
    private int purgeAt = 2 * STRONG;
    /** One became garbage before it was closed. */
    private boolean forgotten = false;

    void add(Dependent dependent) {
        if (latest != null) {
            addEarlier(latest);
        }
        latest = dependent;
    }

    private void addEarlier(Dependent dependent) {
        if (count < STRONG) {
            first[count++] = dependent;
        } else {
            addWeakly(dependent);
        }
    }

    void remove(Dependent dependent) {
        if (latest == dependent) {
            latest = null;
        } else {
            removeEarlier(dependent);
        }
    }

    private void removeEarlier(Dependent dependent) {
        for (int i = count - 1; i >= 0; i--) {
            if (first[i] == dependent) {
                first[i] = first[--count];
                first[count] = null;
                return;
            }
        }
        removeWeak(dependent);
    }

    /** Whether none is open; one that was forgotten and is garbage does not count, unless it is among the first few. */
    boolean isEmpty() {
        if (latest != null || count > 0) {
            return false;
        }
        removeWeak(null);
        return overflow == null || overflow.isEmpty();
    }

    /**
     * Closes all; a failure to close one condemns nothing by itself, the next use of the connection tells. False where one was
     * forgotten, which its driver may still have open at its server.
     */
    boolean closeAll() {
        if (latest != null || count > 0 || overflow != null) {
            closeOpen();
        }
        return !forgotten;
    }

    private void closeOpen() {
        if (latest != null) {
            Dependent dependent = latest;
            latest = null;
            dependent.closeWithConnection();
        }
        while (count > 0) {
            Dependent dependent = first[--count];
            first[count] = null;
            dependent.closeWithConnection();
        }
        if (overflow != null) {
            List<WeakReference<Dependent>> rest = overflow;
            overflow = null;
            for (WeakReference<Dependent> reference : rest) {
                Dependent dependent = reference.get();
                if (dependent == null) {
                    forgotten = true;
                } else {
                    dependent.closeWithConnection();
                }
            }
        }
    }

    private void addWeakly(Dependent dependent) {
        if (overflow == null) {
            overflow = new ArrayList<>(STRONG);
        }
        if (overflow.size() >= purgeAt) {
            removeWeak(null);
            purgeAt = Math.max(2 * STRONG, 2 * overflow.size());
        }
        overflow.add(new WeakReference<>(dependent));
    }

    /** Removes the reference to this one, or every cleared one when it is null. */
    private void removeWeak(Dependent dependent) {
        if (overflow == null) {
            return;
        }
        for (Iterator<WeakReference<Dependent>> i = overflow.iterator(); i.hasNext(); ) {
            if (i.next().get() == dependent) {
                i.remove();
                forgotten |= dependent == null;
            }
        }
    }
}
