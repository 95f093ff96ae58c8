package dev.thaw.cache;

import java.lang.invoke.VarHandle;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A physical connection and its times.
 *
 * <p>An entry has exactly one owner: its shelf while it is idle, else its borrower. A shelf does not reference an entry that
 * is lent, so a forgotten handle becomes garbage together with its connection, which the driver can clean up as it always
 * does. The mutable fields belong to the owner; the mark hands them over.
 *
 * <p>Whoever turns the mark from idle to lent, by one compare-and-set, owns the entry; only that owner makes it idle again,
 * by a plain write behind a release fence. A thread that uses an entry which it does not own marks it as shared first. The
 * owner may miss that at the return; the next borrower cannot (decision 008), and a shared entry is never handed out.
 */
public class Entry {
    private static final int LENT = 0;
    private static final int IDLE = 1;
    private static final int OVER = 2;

    private static final long NONE = -1;

    /** An integer, since Lambda's compiler knows no other atomic object well. */
    private final AtomicInteger mark = new AtomicInteger(LENT);

    /** Somebody who was not its owner used it. For ever. */
    private volatile boolean shared = false;

    /** Replaced by the owner alone, and only while nothing of it is in use. */
    private Connection connection;

    private final Moment born = new Moment();
    /** When it was last known to be in use: the start of its last borrow, or of its borrower's last piece of work. */
    private final Moment used = new Moment();

    private long epoch = NONE;
    private Slot<?> slot;
    private boolean suspect;
    /** Suspect at each borrow. */
    private boolean distrusted;

    /** Why it is never to be handed out again; null where it may be. */
    private String condemned;
    /** Why it is to be closed at its return; null where it may stay. */
    private String doomed;
    /** Its server has ended it, as far as a failure tells. */
    private boolean broken;
    /** Its server became a reader, as far as a failure tells. */
    private boolean demoted;

    private int generation;
    private long maxAgeMillis = Long.MAX_VALUE;

    protected Entry(Connection connection) {
        this.connection = connection;
    }

    /** The driver's own connection. */
    public final Connection connection() {
        return connection;
    }

    /** Another physical connection takes the place of one that is dead; what was said of that one is forgotten. */
    protected final void replace(Connection another) {
        // A foreign thread that comes across it without a lock must see a whole object.
        VarHandle.releaseFence();
        connection = another;
        suspect = distrusted;
        condemned = null;
        doomed = null;
        broken = false;
        demoted = false;
    }

    /**
     * Takes note of a failure on this connection: a fatal one condemns it, one of a server that has changed dooms it, an unknown
     * one makes it suspect.
     *
     * @return {@code failure}, for {@code throw entry.failed(e)}
     */
    public final <F extends Throwable> F failed(F failure) {
        if (failure instanceof SQLException) {
            failedOfItself((SQLException) failure);
        } else {
            // A stream of the application's threw, or memory was full: the driver was in the midst of something, and
            // may take what is left of one answer for the next, even for that of its own check.
            doom("a call on it threw what is no SQLException");
        }
        return failure;
    }

    private void failedOfItself(SQLException failure) {
        Severity severity = isMisuse(failure) ? Severity.UNKNOWN : Severity.of(failure);
        if (severity == Severity.FATAL) {
            condemn("it failed with SQLState " + failure.getSQLState());
            broken = true;
            epoch = NONE;
        } else if (severity == Severity.READER || severity == Severity.STALE) {
            doom("it failed with SQLState " + failure.getSQLState());
            demoted |= severity == Severity.READER;
        } else if (severity == Severity.UNKNOWN) {
            suspect = true;
        }
    }

    /** Connector/J says that there is no connection when a rollback comes while autocommit is on, and stays open. */
    private boolean isMisuse(SQLException failure) {
        try {
            return "08003".equals(failure.getSQLState()) && !connection.isClosed();
        } catch (SQLException gone) {
            return false;
        }
    }

    /** Whether a failure said that its server has ended it. */
    public final boolean isBroken() {
        return broken;
    }

    /** Whether a failure said that its server became a reader. */
    final boolean isDemoted() {
        return demoted;
    }

    /** To be closed at its return, for this reason; its present owner goes on with it. */
    public final void doom(String why) {
        doomed = why;
    }

    /** Never to be handed out again, for this reason. */
    public final void condemn(String why) {
        condemned = why;
    }

    public final boolean isCondemned() {
        return condemned != null;
    }

    /** Why nobody else may have it; null where nothing is known against it. */
    public final String flaw() {
        return condemned == null ? doomed : condemned;
    }

    /** Whether it is too old, or was idle for too long, to be handed out. */
    final boolean isExpired(Limits limits, long wall, long monotonic) {
        return born.elapsedMillis(wall, monotonic) >= maxAgeMillis
                || used.elapsedMillis(wall, monotonic) >= limits.maxIdleMillis();
    }

    /** Whether the server must be asked before it is handed out. */
    final boolean needsProbe(Limits limits, long wall, long monotonic) {
        return suspect || used.isAfter(wall) || used.elapsedMillis(wall, monotonic) >= limits.validateAfterMillis();
    }

    /** Its server has to be asked before the next borrow. */
    final void doubt() {
        suspect = true;
    }

    /** Its server has answered. */
    final void trusted() {
        suspect = distrusted;
        broken = false;
    }

    /** It is asked before each borrow from now on: its server runs in this process, where others can end it. */
    public final void distrust() {
        distrusted = true;
        suspect = true;
    }

    /** It is too old after so long. */
    final void limitAge(long millis) {
        maxAgeMillis = millis;
    }

    final void bornAt(long wall, long monotonic) {
        born.set(wall, monotonic);
    }

    final void usedAt(long wall, long monotonic, long inEpoch) {
        used.set(wall, monotonic);
        epoch = inEpoch == 0 || broken ? NONE : inEpoch;
    }

    /** The same where invocations are not told apart. */
    final void usedAt(long wall) {
        used.set(wall);
        epoch = NONE;
    }

    /** Whether it can be handed out without a question, as far as the wall clock alone can tell. */
    final boolean isFresh(Limits limits, long wall) {
        long idle = used.elapsedMillis(wall);
        return idle >= 0
                && idle < limits.trustedMillis()
                && born.elapsedMillis(wall) < maxAgeMillis
                && !suspect
                && condemned == null
                && !shared;
    }

    /** Whether nothing has to be asked, since it was used in this epoch already, by one owner after another. */
    final boolean isFreshIn(long present) {
        return wasUsedIn(present) && !suspect && !shared;
    }

    /**
     * Whether it was used in this epoch already, so that no time to speak of has passed, and no failure has ended it since;
     * never in epoch 0.
     */
    final boolean wasUsedIn(long present) {
        return present == epoch;
    }

    /** What it was opened for; not before it was adopted. */
    public final Key key() {
        return slot.shelf.key();
    }

    final Shelf<?> shelf() {
        return slot.shelf;
    }

    final void assign(Slot<?> home) {
        slot = home;
    }

    final void bornIn(int value) {
        generation = value;
    }

    final int generation() {
        return generation;
    }

    final boolean isIdle() {
        return mark.get() == IDLE;
    }

    /** From idle to lent; false where somebody else was faster. */
    final boolean lend() {
        if (mark.compareAndSet(IDLE, LENT)) {
            slot.kept = null;
            return true;
        }
        return false;
    }

    /**
     * From lent to idle, by its owner, who must not touch it from here on unless he lends it anew. Where a foreign thread has
     * ended it just then it stands idle and over, which the next borrower finds out as he finds it shared.
     */
    final void leave() {
        slot.kept = this;
        // Not lazySet, which is a full fence where Lambda's compiler translates it.
        VarHandle.releaseFence();
        mark.setPlain(IDLE);
    }

    /**
     * Somebody who is not its owner is about to use it. Either what its owner wrote before he left it is seen afterwards,
     * or whoever borrows it next sees that it is shared.
     */
    protected final void share() {
        shared = true;
        VarHandle.fullFence();
    }

    /**
     * Its driver has given the same connection to somebody else as well. Its borrower closes it, as he would without us; one
     * that nobody has borrowed is the other's alone from now on.
     */
    final void isGivenAgain() {
        share();
        if (lend()) {
            end();
        }
    }

    public final boolean isShared() {
        return shared;
    }

    final boolean wasUsedSince(long wall) {
        return used.isAfter(wall);
    }

    /** How much later than another one it was used, in seconds; 0 where both were in this epoch. */
    final long laterThan(Entry other, long present) {
        return wasUsedIn(present) && other.wasUsedIn(present) ? 0 : used.second() - other.used.second();
    }

    /** Ends it; false where somebody else did. */
    final boolean end() {
        return mark.getAndSet(OVER) != OVER;
    }

    final boolean isOver() {
        return mark.get() == OVER;
    }
}
