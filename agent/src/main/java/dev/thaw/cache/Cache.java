package dev.thaw.cache;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The connections of this execution environment: borrow, adopt, give back. Thread-safe.
 *
 * <p>No thread of its own: what is too old is found on the way of a borrow or an adoption. No lock is held while a
 * driver is called.
 *
 * @param <E> what the borrower needs to know about a connection besides its times
 */
public final class Cache<E extends Entry> {
    /** Keys beyond this are most likely a key that changes at every call, such as a password that is a token. */
    public static final int MOST_KEYS = 32;

    /** What a thread itself used so short a while ago it takes again before any other: threads at work meet nowhere. */
    private static final long OWN_FOR_MILLIS = 1_000;

    private static final int NONE = -1;

    private final Limits limits;
    private final Clock clock;
    private final Invocations invocations;
    private final Diagnostics diagnostics;
    private final Shelves<E> shelves;

    private final Census<E> census = new Census<>();
    private final Clearance<E> clearance;

    /** Of what is opened now; goes up at each checkpoint and restore, and what is of a former one is dead. Written under {@code this}. */
    private volatile int generation = 0;

    /** The one that is kept at its return, or {@link #NONE}. Written under {@code this}. */
    private volatile int kept = 0;

    /** Guarded by {@code this}. */
    private boolean shutDown = false;

    /** @param idlePerKey connections that are kept idle for one key; more are closed at their return */
    public Cache(Limits limits, Clock clock, Invocations invocations, Diagnostics diagnostics, int idlePerKey) {
        this.limits = limits;
        this.clock = clock;
        this.invocations = invocations;
        this.diagnostics = diagnostics;
        this.shelves = new Shelves<>(idlePerKey);
        this.clearance = new Clearance<>(limits, diagnostics, shelves, census);
    }

    /** An idle connection of this key that is fit for use, most recently used first; null when there is none. */
    public E borrow(Key key) {
        Shelf<E> shelf = shelves.find(key);
        E entry = shelf == null ? null : borrow(shelf);
        if (entry != null && diagnostics.debugging()) {
            diagnostics.debug("reused " + entry.key());
        }
        return entry;
    }

    /** The same, for a caller that knows the shelf of its key already. */
    public E borrow(Shelf<E> shelf) {
        long epoch = invocations.epoch();
        return epoch == 0 ? borrowByTheClock(shelf) : borrowIn(shelf, epoch);
    }

    private E borrowIn(Shelf<E> shelf, long epoch) {
        E entry = shelf.take(epoch, Long.MAX_VALUE);
        return entry == null || entry.isFreshIn(epoch) ? entry : checked(shelf, entry, epoch, clock.wallMillis());
    }

    /** Where no runtime tells of a freeze, the wall clock alone is trusted. */
    private E borrowByTheClock(Shelf<E> shelf) {
        long wall = clock.wallMillis();
        E entry = shelf.take(0, wall - OWN_FOR_MILLIS);
        if (entry == null) {
            return null;
        }
        if (!entry.isFresh(limits, wall)) {
            // Read anew: another thread may have used it since.
            return checked(shelf, entry, 0, clock.wallMillis());
        }
        shelf.touch(wall);
        entry.usedAt(wall);
        return entry;
    }

    /** Where a connection stands while it is idle; not before it was adopted. */
    @SuppressWarnings("unchecked")
    public Shelf<E> home(E entry) {
        return (Shelf<E>) entry.shelf();
    }

    /** This one or the next that is fit for use; null where there is none. */
    private E checked(Shelf<E> shelf, E first, long epoch, long wall) {
        shelf.touch(wall);
        long monotonic = clock.monotonicNanos();
        boolean oneIsDead = false;
        for (E entry = first; entry != null; entry = shelf.take(epoch, Long.MAX_VALUE)) {
            if (entry.isShared() || entry.isCondemned()) {
                clearance.close(entry, "it was used after its return");
            } else if (entry.isExpired(limits, wall, monotonic)) {
                oneIsDead = clearance.closeIdle(entry, "its time is over", oneIsDead);
            } else if (!entry.needsProbe(limits, wall, monotonic) || !oneIsDead && probe(entry)) {
                entry.usedAt(wall, monotonic, epoch);
                return entry;
            } else {
                if (oneIsDead) {
                    // Most likely dead as well, and not worth another wait.
                    Disposal.abort(entry.connection());
                }
                oneIsDead = true;
                entry.end();
            }
        }
        return null;
    }

    /**
     * Makes a connection that was just opened for this key known. It is its opener's until it is given back.
     *
     * @return false where its driver has given out this very connection before: it is left alone, and so is the other entry
     */
    public boolean adopt(Key key, E entry) {
        long wall = clock.wallMillis();
        long monotonic = clock.monotonicNanos();
        entry.bornAt(wall, monotonic);
        entry.usedAt(wall, monotonic, invocations.epoch());
        entry.limitAge(Math.min(limits.maxAgeMillis(), key.maxAgeMillis()));
        if (limits.validateAfterMillis() == 0) {
            // Within an invocation too, where nothing is asked else.
            entry.distrust();
        }
        Shelf<E> shelf = shelves.findOrAdd(key);
        shelf.touch(wall);
        shelf.add(entry);
        entry.bornIn(generation);
        boolean alone = census.add(entry);
        if (!alone) {
            entry.end();
        }
        clearance.afterAdoption(shelf, wall, monotonic);
        return alone;
    }

    /**
     * Takes a connection back from its borrower, who must not touch it from here on. Its session must be clean. No clock is
     * read: its idle time counts from its last known use.
     */
    public void giveBack(E entry) {
        String flaw = entry.flaw();
        if (flaw != null) {
            discard(entry, flaw);
        } else if (entry.generation() != kept) {
            clearance.close(entry, "nothing is kept across a checkpoint or at the end of the environment");
        } else if (!home(entry).put(entry)) {
            clearance.close(entry, "there is no room for it");
        } else if (diagnostics.debugging()) {
            diagnostics.debug("kept " + entry.key());
        }
    }

    /** Whether a borrower's connection was used in this invocation already, and no failure has ended it since. */
    public boolean isInUse(E entry) {
        return entry.wasUsedIn(invocations.epoch());
    }

    /** Whether a borrower's connection was used last in an earlier invocation than the present one, and may be well. */
    public boolean isKeptFromBefore(E entry) {
        long present = invocations.epoch();
        return present != 0 && !entry.isBroken() && !entry.wasUsedIn(present);
    }

    /**
     * Whether a borrower's connection has been left alone for so long, or behaved so, that its server must be asked
     * before it is used again. Takes note that it is in use now.
     */
    public boolean isOverdue(E entry) {
        long epoch = invocations.epoch();
        if (entry.wasUsedIn(epoch)) {
            return false;
        }
        long wall = clock.wallMillis();
        if (epoch == 0 && !isOfThePast(entry) && entry.isFresh(limits, wall)) {
            entry.usedAt(wall);
            return false;
        }
        long monotonic = clock.monotonicNanos();
        boolean overdue = entry.isBroken() || isOfThePast(entry) || entry.needsProbe(limits, wall, monotonic);
        entry.usedAt(wall, monotonic, epoch);
        return overdue;
    }

    /** Whether the server behind a borrower's connection answers; one that does not is dropped. */
    public boolean isAlive(E entry) {
        if (isOfThePast(entry)) {
            Disposal.abort(entry.connection());
            return false;
        }
        return probe(entry);
    }

    /** From before a checkpoint: its server has long ended it. */
    private boolean isOfThePast(E entry) {
        return entry.generation() != generation;
    }

    /**
     * Makes known that a borrower's entry got a new physical connection.
     *
     * @return false where it is not to be kept: nothing may be opened any more, or its driver has given it out before
     */
    public boolean renewed(E entry) {
        diagnostics.info("opened " + entry.key() + " anew, under a handle whose connection was dead");
        long wall = clock.wallMillis();
        long monotonic = clock.monotonicNanos();
        entry.bornAt(wall, monotonic);
        entry.usedAt(wall, monotonic, invocations.epoch());
        entry.bornIn(generation);
        return census.isAlone(entry) && entry.generation() == kept;
    }

    /**
     * Closes what is idle and chosen, of any key.
     *
     * @param choice null chooses all
     */
    public void giveUpIdle(Predicate<? super E> choice, String why) {
        boolean oneIsDead = false;
        for (E entry : census.alive()) {
            if (entry.lend()) {
                if (choice == null || choice.test(entry)) {
                    oneIsDead = clearance.closeIdle(entry, why, oneIsDead);
                } else {
                    giveBack(entry);
                }
            }
        }
    }

    /**
     * Ends a connection of the caller's for good. Where its server has ended it, the idle ones beside it are asked before their use; where
     * that became a reader, which answers, they are closed.
     *
     * @return what its driver's own close threw; null for nothing
     */
    public SQLException discard(E entry, String why) {
        SQLException failure = clearance.close(entry, why);
        if (entry.isDemoted()) {
            clearance.giveUp(home(entry), "its server became a reader");
        } else if (entry.isBroken()) {
            doubtIdle(home(entry));
        }
        return failure;
    }

    private void doubtIdle(Shelf<E> shelf) {
        for (E entry : census.alive()) {
            if (home(entry) == shelf && entry.lend()) {
                entry.doubt();
                giveBack(entry);
            }
        }
    }

    /**
     * Keeps nothing from now on, for ever.
     *
     * @return what was idle; it is the caller's to close
     */
    public synchronized List<E> shutDown() {
        shutDown = true;
        kept = NONE;
        return takeIdle();
    }

    /**
     * Keeps nothing until {@link #resume}, and never what is in use now.
     *
     * @return what was idle; it is the caller's to close
     */
    public synchronized List<E> suspend() {
        generation++;
        kept = NONE;
        return takeIdle();
    }

    private List<E> takeIdle() {
        List<E> idle = new ArrayList<>();
        for (Shelf<E> shelf : shelves.takeAll()) {
            idle.addAll(shelf.close());
        }
        for (E entry : idle) {
            entry.end();
        }
        return idle;
    }

    /** Keeps connections again, those that are opened from now on. */
    public synchronized void resume() {
        if (!shutDown) {
            // What was opened in between is of the past as well.
            generation++;
            kept = generation;
        }
    }

    /**
     * Connections that somebody has borrowed, as far as they are not garbage, or has just returned without having seen that
     * nothing is kept any more. For the end of the environment, after {@link #suspend}.
     */
    public List<E> inUse() {
        List<E> used = new ArrayList<>();
        for (E entry : census.alive()) {
            if (!entry.isOver()) {
                used.add(entry);
            }
        }
        return used;
    }

    private boolean probe(E entry) {
        if (HealthCheck.isAlive(entry.connection(), limits.validateTimeoutMillis())) {
            entry.trusted();
            return true;
        }
        if (diagnostics.debugging()) {
            diagnostics.debug("dropped " + entry.key() + ": its server does not answer");
        }
        Disposal.abort(entry.connection());
        return false;
    }
}
