package dev.thaw.session;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Disposal;
import dev.thaw.cache.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * A physical connection together with what its present borrower did to it.
 *
 * <p>Threads: one thread borrows and is expected to do the rest. Any other thread that calls makes the session
 * <em>shared</em>, and a shared one is closed for good instead of kept, since nobody can know whether that thread is
 * still inside a call. A foreign thread marks the session as shared and then reads {@code owner}; a close writes
 * {@code owner} and then makes the session idle. That the next borrower sees the one or the other: decision 008.
 */
public final class Session extends Entry {
    private static final int MOST_POOLED = 256;
    private static final int LONGEST_REMEMBERED = 4096;

    private final Cache<Session> cache;
    private final DriverKind driver;
    private final ResetMode resetMode;
    private final Stay stay;
    private final JdbcState state;
    private final Dependents dependents = new Dependents();

    /** The handle of the present borrower; null while idle. Plain: who is not its thread reads it after {@link #share}. */
    private Object owner;

    /** Who borrowed; null while idle, so that nobody takes himself for the present borrower because he was one before. */
    private Thread thread;

    /** The present borrower did something with it, so that it has to be cleaned after him. */
    private boolean used = true;

    /** SQL may have left something behind, whether or not a reset is wanted. */
    private boolean changed = false;
    /** The application got at the driver's insides: nothing but a close is safe. */
    private boolean exposed = false;

    /** The application holds an object of the driver's that goes on to use the connection. */
    private boolean outlived = false;

    /** No reset takes back what SQL may have done. */
    private boolean beyondReset = false;

    private Reset reset;
    /** Of the present borrower, for as long as he has it: what he asked with can hold a password. */
    private Opener opener;

    private Object attachment;
    /** Statements of the present borrower's that his driver may keep; null before the first. */
    private List<Statement> pooled;

    /** Null where it was a long one. */
    private String lastSql;

    private boolean lastSqlTaints;
    private boolean lastSqlReadsStay;
    /** The latest others that do neither. To look at a text takes microseconds, and handlers run the same few in turn. */
    private final String[] plainSql = new String[8];

    private int plainSqls = 0;

    /** @throws SQLException where the driver cannot tell its autocommit mode: it is not to be cached then */
    public Session(Connection connection, DriverKind driver, SessionTerms terms, Cache<Session> cache)
            throws SQLException {
        super(connection);
        this.cache = cache;
        this.driver = driver;
        this.resetMode = terms.reset();
        this.stay = new Stay(terms, driver);
        this.state = new JdbcState(this, driver);
        if (resetMode == ResetMode.ALWAYS) {
            prepareReset();
        }
    }

    public DriverKind driver() {
        return driver;
    }

    /** The JDBC attributes and the transaction. */
    public JdbcState state() {
        return state;
    }

    /** What the borrower's side keeps with this connection for as long as it lives; null at first. */
    public Object attachment() {
        return attachment;
    }

    public void attach(Object object) {
        attachment = object;
    }

    /** The handle that holds this session now; null while it is idle. */
    public Object owner() {
        return owner;
    }

    /** The calling thread borrows this session through {@code handle}. */
    public void lend(Object handle) {
        thread = Thread.currentThread();
        // Who has a former handle finds it closed either way, and who gets this one gets it later.
        owner = handle;
    }

    /** How the present borrower asked; null where that is not known. */
    public Opener opener() {
        return opener;
    }

    /** How the present borrower asked, so that a dead connection under his handle can be replaced. */
    public void askedBy(Opener how) {
        opener = how;
    }

    /**
     * Before new work. A handle that its application keeps for the life of the environment finds its connection dead one
     * day: while nothing of it is in use and nothing has been left in the session, a new one takes its place. In any other
     * case the driver's own error tells.
     */
    public void beforeUse() {
        if (!cache.isInUse(this)) {
            beforeUseAfterPause();
        }
    }

    private void beforeUseAfterPause() {
        boolean kept = cache.isKeptFromBefore(this);
        if (cache.isOverdue(this) && canBeReplaced() && !cache.isAlive(this)) {
            replaceConnection();
        }
        if (kept && stay.isDue() && canBeReplaced()) {
            stayWithBorrower();
        }
    }

    /** A borrower that keeps its handle for another invocation may never return it: its session stays as an idle one does. */
    private void stayWithBorrower() {
        try {
            try {
                stay.begin(connection());
            } finally {
                // A refusal would leave the application in a transaction that has failed.
                state.endOwnWork();
            }
        } catch (SQLException refused) {
            failed(refused);
        }
    }

    private boolean canBeReplaced() {
        return opener != null
                && isOwnThread()
                && !isShared()
                && !exposed
                && !changed
                && state.isAtRest()
                && dependents.isEmpty();
    }

    private void replaceConnection() {
        try {
            Connection another = opener.open();
            if (another == null) {
                return;
            }
            if (another.getClass() != connection().getClass()) {
                Disposal.close(another);
                return;
            }
            replace(another);
            state.renewed();
            stay.forget();
            if (!cache.renewed(this)) {
                condemn();
            }
        } catch (SQLException | RuntimeException refused) {
            // The application hears of it from the connection that it has.
        }
    }

    /** Something is done with this session that it may have to be cleaned of. */
    public void use() {
        used = true;
    }

    /** Whether {@code handle} still holds this session; also notes when the caller is not the borrowing thread. */
    public boolean isHeldBy(Object handle) {
        return owner == handle && (isOwnThread() || isHeldByForeign(handle));
    }

    private boolean isHeldByForeign(Object handle) {
        share();
        return owner == handle;
    }

    /**
     * What this session has given out, and is open, is about to be used: notes when the caller is not the borrowing thread. Its
     * owner closes what is open before he leaves, so who comes too late for that finds it closed.
     */
    public void noteThread() {
        if (!isOwnThread()) {
            share();
        }
    }

    /** Whether the calling thread is the one that borrowed, so that the list of statements is its own. */
    public boolean isOwnThread() {
        return thread == Thread.currentThread();
    }

    public void opened(Dependent dependent) {
        if (isOwnThread()) {
            dependents.add(dependent);
        }
    }

    public void closed(Dependent dependent) {
        if (isOwnThread()) {
            dependents.remove(dependent);
        }
    }

    /**
     * A statement was closed, and may stand in its driver's pool now, with what its user has set and with what the server was
     * like when it was prepared. It stays there for as long as the session is borrowed: the same one may be in use again.
     */
    public void pooled(Statement statement) {
        if (!isOwnThread()) {
            return;
        }
        if (pooled == null) {
            pooled = new ArrayList<>();
        }
        if (pooled.size() == MOST_POOLED) {
            doom();
        } else if (!isNotedAsPooled(statement)) {
            pooled.add(statement);
        }
    }

    private boolean isNotedAsPooled(Statement statement) {
        for (int i = pooled.size() - 1; i >= 0; i--) {
            if (pooled.get(i) == statement) {
                return true;
            }
        }
        return false;
    }

    private void closePooled() {
        for (Statement statement : pooled) {
            try {
                statement.setPoolable(false);
                statement.close();
            } catch (SQLException | RuntimeException closedAlready) {
                // It had left the pool.
            }
        }
        pooled.clear();
    }

    /** Before a statement with this text is sent. */
    public void beforeSql(String sql) throws SQLException {
        if (mayChangeSession(sql)) {
            willChange();
        }
        state.beforeWork();
    }

    /** Whether statements with this text make the connection unfit for others. */
    @SuppressWarnings("ReferenceEquality") // a handler runs the same constant again; equal texts are scanned again
    public boolean mayChangeSession(String sql) {
        if (sql != lastSql || sql == null) {
            look(sql);
        }
        if (lastSqlReadsStay) {
            endStay();
        }
        return lastSqlTaints;
    }

    private void look(String sql) {
        boolean plain = isKnownAsPlain(sql);
        lastSqlTaints = !plain && SqlText.mayChangeSession(sql, driver);
        beyondReset |= lastSqlTaints && SqlText.isBeyondReset(sql, driver);
        lastSqlReadsStay = !plain && stay.isSeenBy(sql);
        // A text of megabytes would be held for the connection's life, and is hardly run again.
        lastSql = sql == null || sql.length() > LONGEST_REMEMBERED ? null : sql;
        if (lastSql != null && !plain && !lastSqlTaints && !lastSqlReadsStay) {
            plainSql[plainSqls++ & plainSql.length - 1] = sql;
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean isKnownAsPlain(String sql) {
        for (String plain : plainSql) {
            if (plain == sql) {
                return sql != null;
            }
        }
        return false;
    }

    /** Before the application reads what the server was told of this session for the time between two borrowers. */
    public void endStay() {
        try {
            stay.end(connection());
        } catch (SQLException refused) {
            failed(refused);
        }
    }

    /** Before something that can change the session in ways that only a reset undoes. */
    public void willChange() {
        if (!changed) {
            changed = true;
            prepareReset();
            state.willBeChangedBySql();
        }
    }

    /** Before a procedure or function is called, which may make a setting that no reset of PostgreSQL takes away. */
    public void willCall() {
        beyondReset |= driver == DriverKind.PGJDBC;
        willChange();
    }

    /** Before a statement gets a query timeout, which H2 keeps for the whole connection. */
    public void beforeQueryTimeout() {
        if (driver == DriverKind.H2) {
            willChange();
        }
    }

    /** Where the driver does not tell what a reset needs, the connection is closed in the end. */
    private void prepareReset() {
        if (reset == null && resetMode != ResetMode.NEVER) {
            try {
                reset = Reset.before(connection(), driver, state, stay);
            } catch (SQLException nothingToGoBackTo) {
                failed(nothingToGoBackTo);
            }
        }
    }

    /**
     * The application gets at the driver's insides, which stand as it wants them: from now on the driver alone knows the
     * state, and the connection will be closed for good.
     */
    public void expose() throws SQLException {
        if (!exposed) {
            use();
            state.beforeWork();
            exposed = true;
            state.leaveToTheDriver();
        }
    }

    /** The application gets a large object, which the driver reads from the server whenever it is used. */
    public void lendsLargeObject() {
        outlived |= driver.leavesLargeObjectsAtTheServer();
    }

    /**
     * Ends the borrow: statements are closed, the transaction is ended as the driver's close would, the session is made
     * fit for the next borrower or the connection is closed. A second call, or one by a former borrower, does nothing.
     */
    public void giveBack(Object handle) {
        if (isHeldBy(handle)) {
            owner = null;
            opener = null;
            String unfit = used || isShared() ? clean() : null;
            if (unfit == null) {
                thread = null;
                cache.giveBack(this);
            } else {
                cache.discard(this, unfit);
            }
        }
    }

    /** Null when done; else why the connection must be closed. */
    private String clean() {
        String unfit = whyUnfit();
        if (unfit == null) {
            try {
                unfit = cleanUp();
            } catch (RuntimeException | Error driversFault) {
                unfit = "its driver failed";
            }
        }
        used = resetMode == ResetMode.ALWAYS;
        return unfit;
    }

    /** Ends the connection at once, as {@link Connection#abort} does; nobody else will have it. */
    public void abort(Object handle, Executor executor) throws SQLException {
        if (isHeldBy(handle)) {
            // Without a round trip, since the server may hang. Until the borrower closes it, the driver answers alone.
            use();
            exposed = true;
            state.leaveToTheDriver();
            connection().abort(executor);
        }
    }

    private String whyUnfit() {
        if (isShared()) {
            return "several threads used it";
        }
        if (exposed) {
            return "the application got at the driver's own objects";
        }
        if (outlived) {
            return "the application may still hold a large object of it";
        }
        if (needsReset() && (reset == null || beyondReset)) {
            return "SQL changed its session, and no reset is proven for that";
        }
        return isCondemned() || isDoomed() ? "it failed" : null;
    }

    private String cleanUp() {
        dependents.closeAll();
        if (pooled != null) {
            closePooled();
        }
        try {
            connection().clearWarnings();
        } catch (SQLException gone) {
            failed(gone);
        }
        String unfit = isCondemned() ? "it failed" : state.end();
        if (unfit == null && needsReset()) {
            unfit = reset();
        }
        return unfit == null && stay.isDue() ? beginStay() : unfit;
    }

    /** Null when done; else why the connection must be closed. */
    private String beginStay() {
        try {
            state.settle();
            boolean room = stay.begin(connection());
            connection().clearWarnings();
            state.wantInitial();
            return room ? null : "its server has little room left";
        } catch (SQLException refused) {
            failed(refused);
            return isCondemned() ? "it failed" : null;
        }
    }

    private boolean needsReset() {
        return changed && resetMode != ResetMode.NEVER || resetMode == ResetMode.ALWAYS;
    }

    /** Null when done; else why the connection must be closed. */
    private String reset() {
        try {
            state.settle();
            reset.run(connection());
            changed = false;
            stay.forget();
            state.wasReset();
            return null;
        } catch (SQLException gone) {
            failed(gone);
            return "its reset failed";
        }
    }
}
