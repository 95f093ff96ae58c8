package dev.thaw.cache;

import java.sql.SQLException;

/**
 * Closes what is of no more use: too old, too many, of a password that was changed. Thread-safe.
 *
 * @param <E> what the shelves hold
 */
final class Clearance<E extends Entry> {
    private final Limits limits;
    private final Diagnostics diagnostics;
    private final Shelves<E> shelves;
    private final Census<E> census;

    Clearance(Limits limits, Diagnostics diagnostics, Shelves<E> shelves, Census<E> census) {
        this.limits = limits;
        this.diagnostics = diagnostics;
        this.shelves = shelves;
        this.census = census;
    }

    /**
     * A connection was just opened, which takes milliseconds: the moment to look for what nobody borrows any more.
     *
     * @param needed where it will stand
     */
    void afterAdoption(Shelf<E> needed, long wall, long monotonic) {
        closeSurplus(needed);
        retireOldSecrets(needed.key());
        closeExpired(wall, monotonic);
    }

    private void closeSurplus(Shelf<E> needed) {
        Shelf<E> surplus = shelves.takeSurplus(needed);
        if (surplus != null) {
            close(surplus, "too many different connections");
        }
    }

    /** A connection was just opened by this key: what is idle under another secret for the same is of no more use. */
    private void retireOldSecrets(Key key) {
        for (Shelf<E> shelf : shelves.all()) {
            if (shelf.key().differsInSecretOnly(key)) {
                giveUp(shelf, "its password was changed");
            }
        }
    }

    /** Also what was returned to a shelf in the very moment in which that was given up. */
    private void closeExpired(long wall, long monotonic) {
        boolean oneIsDead = false;
        for (E entry : census.alive()) {
            boolean expired = entry.isExpired(limits, wall, monotonic);
            if ((expired || entry.shelf().isClosed()) && entry.isIdle() && entry.lend()) {
                oneIsDead = closeIdle(entry, expired ? "its time is over" : "there is no room for it", oneIsDead);
            }
        }
    }

    /** What is lent of it is closed at its return. */
    void giveUp(Shelf<E> shelf, String why) {
        shelves.remove(shelf);
        close(shelf, why);
    }

    private void close(Shelf<E> shelf, String why) {
        boolean oneIsDead = false;
        for (E entry : shelf.close()) {
            oneIsDead = closeIdle(entry, why, oneIsDead);
        }
    }

    /**
     * Ends one that the caller owns, as its application would.
     *
     * @return what its driver threw; null for nothing
     */
    SQLException close(E entry, String why) {
        tellOfClose(entry, why);
        return entry.end() ? Disposal.close(entry.connection()) : null;
    }

    /**
     * Closes what was idle, within a bounded time: its network may have forgotten it.
     *
     * @param oneIsDead one that was idle too has not answered, and this one is not worth another wait
     * @return whether one is, this one included
     */
    boolean closeIdle(E entry, String why, boolean oneIsDead) {
        tellOfClose(entry, why);
        if (!entry.end()) {
            return oneIsDead;
        }
        if (oneIsDead) {
            Disposal.abort(entry.connection());
            return true;
        }
        return !Disposal.closeWithin(entry.connection(), limits.validateTimeoutMillis());
    }

    private void tellOfClose(E entry, String why) {
        if (diagnostics.debugging()) {
            diagnostics.debug("closed " + entry.key() + ": " + why);
        }
    }
}
