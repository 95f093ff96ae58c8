package dev.thaw.session;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * A physical connection together with what its present borrower did to it.
 *
 * <p>State that a borrower sets is remembered and sent before the next statement that needs it, so that the same
 * setting in every invocation costs no round trip. Nothing is sent at the return either: the next borrower wants the
 * start values again, and what he needs of them is sent then.
 *
 * <p>Threads: one thread borrows and is expected to do the rest. Any other thread that calls makes the session
 * <em>shared</em>, and a shared one is closed for good instead of kept, since nobody can know whether that thread is
 * still inside a call. The marks are ordered so that the two cannot miss each other: a foreign thread writes
 * {@code shared} and then reads {@code owner}, a close writes {@code owner} and then reads {@code shared}.
 */
public final class Session extends Entry {
    private static final AtomicReferenceFieldUpdater<Session, Object> OWNER =
            AtomicReferenceFieldUpdater.newUpdater(Session.class, Object.class, "owner");

    private final Cache<Session> cache;
    private final DriverKind driver;
    private final ResetMode resetMode;
    private final boolean initialAutoCommit;
    private final Dependents dependents = new Dependents();

    /** The handle of the present borrower; null while idle. */
    private volatile Object owner;

    private volatile boolean shared = false;
    private Thread thread;

    private boolean autoCommit;
    private boolean wantedAutoCommit;
    /** Something may have run since the last commit or rollback while autocommit was off. */
    private boolean inTransaction = false;
    /** Some attribute is wanted otherwise than it is. */
    private boolean pending = false;

    /** SQL may have left something behind that a reset removes. */
    private boolean changed = false;
    /** The application got at the driver's insides: nothing but a close is safe. */
    private boolean exposed = false;

    private Reset reset;
    private Attribute[] attributes;
    private Object attachment;
    private String lastSql;
    private boolean lastSqlTaints;

    /** @throws SQLException where the driver cannot tell its autocommit mode: it is not to be cached then */
    public Session(Connection connection, DriverKind driver, ResetMode resetMode, Cache<Session> cache)
            throws SQLException {
        super(connection);
        this.cache = cache;
        this.driver = driver;
        this.resetMode = resetMode;
        this.initialAutoCommit = connection.getAutoCommit();
        this.autoCommit = initialAutoCommit;
        this.wantedAutoCommit = initialAutoCommit;
        if (resetMode == ResetMode.ALWAYS) {
            prepareReset();
        }
    }

    public DriverKind driver() {
        return driver;
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
        changed = resetMode == ResetMode.ALWAYS;
        owner = handle;
    }

    /** Whether {@code handle} still holds this session; also notes when the caller is not the borrowing thread. */
    public boolean isHeldBy(Object handle) {
        if (owner != handle) {
            return false;
        }
        if (isOwnThread()) {
            return true;
        }
        shared = true;
        return owner == handle;
    }

    /** Whether the calling thread is the one that borrowed, so that the list of statements is its own. */
    private boolean isOwnThread() {
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

    /** Before a statement with this text is sent. */
    public void beforeSql(String sql) throws SQLException {
        if (mayChangeSession(sql)) {
            willChange();
        }
        beforeWork();
    }

    /** Before a statement is made: drivers keep some of the connection's state in it. */
    public void beforeStatement() throws SQLException {
        if (pending && attributes != null) {
            for (int kind = 0; kind < Attribute.KINDS; kind++) {
                if (attributes[kind] != null && Attribute.isCapturedByStatements(kind)) {
                    attributes[kind].send(connection());
                }
            }
        }
    }

    /** Before anything else that may reach the server: what is wanted becomes what is. */
    public void beforeWork() throws SQLException {
        if (pending) {
            sendPending();
        }
        if (!autoCommit) {
            inTransaction = true;
        }
    }

    /** Whether statements with this text make the connection unfit for others. */
    @SuppressWarnings("ReferenceEquality") // a handler runs the same constant again; equal texts are scanned again
    public boolean mayChangeSession(String sql) {
        if (sql != lastSql) {
            lastSqlTaints = SqlText.mayChangeSession(sql, driver);
            lastSql = sql;
        }
        return lastSqlTaints;
    }

    /** Before something that can change the session in ways that only a reset undoes. */
    public void willChange() throws SQLException {
        if (!changed && resetMode != ResetMode.NEVER) {
            prepareReset();
            changed = true;
        }
    }

    /** Before a statement gets a query timeout, which H2 keeps for the whole connection. */
    public void beforeQueryTimeout() throws SQLException {
        if (driver == DriverKind.H2) {
            willChange();
        }
    }

    private void prepareReset() throws SQLException {
        if (reset == null) {
            reset = Reset.before(connection(), driver);
        }
    }

    /**
     * The application gets at the driver's insides, which stand as it wants them: from now on the driver alone knows the
     * state, and the connection will be closed for good.
     */
    public void expose() throws SQLException {
        if (!exposed) {
            beforeWork();
            exposed = true;
        }
    }

    public boolean getAutoCommit() throws SQLException {
        return isOnItsOwn() ? connection().getAutoCommit() : wantedAutoCommit;
    }

    /** A change inside a transaction commits it, so that one is sent at once; any other one waits. */
    public void setAutoCommit(boolean on) throws SQLException {
        if (isOnItsOwn()) {
            connection().setAutoCommit(on);
            return;
        }
        wantedAutoCommit = on;
        if (autoCommit != on) {
            pending = true;
        }
        if (mustSendNow()) {
            sendPending();
        }
    }

    public void commit() throws SQLException {
        if (pending) {
            sendPending();
        }
        connection().commit();
        inTransaction = false;
    }

    public void rollback() throws SQLException {
        if (pending) {
            sendPending();
        }
        connection().rollback();
        inTransaction = false;
    }

    public boolean isReadOnly() throws SQLException {
        Attribute known = known(Attribute.READ_ONLY);
        return known == null ? connection().isReadOnly() : (Boolean) known.wanted();
    }

    public void setReadOnly(boolean readOnly) throws SQLException {
        if (driver.takesEveryIsolation()) {
            wantLater(Attribute.READ_ONLY, readOnly);
        } else {
            // A hint, which the driver may ignore.
            Attribute attribute = attribute(Attribute.READ_ONLY);
            connection().setReadOnly(readOnly);
            attribute.was(connection().isReadOnly());
        }
    }

    public int getTransactionIsolation() throws SQLException {
        if (driver == DriverKind.PGJDBC) {
            // Asks its server every time, and so begins a transaction or fails in an aborted one.
            beforeWork();
            return connection().getTransactionIsolation();
        }
        Attribute known = known(Attribute.ISOLATION);
        return known == null ? connection().getTransactionIsolation() : (Integer) known.wanted();
    }

    public void setTransactionIsolation(int level) throws SQLException {
        boolean standard = level == Connection.TRANSACTION_READ_UNCOMMITTED
                || level == Connection.TRANSACTION_READ_COMMITTED
                || level == Connection.TRANSACTION_REPEATABLE_READ
                || level == Connection.TRANSACTION_SERIALIZABLE;
        if (standard && driver.takesEveryIsolation()) {
            wantLater(Attribute.ISOLATION, level);
        } else {
            wantNow(Attribute.ISOLATION, level);
        }
    }

    public void setCatalog(String catalog) throws SQLException {
        wantNow(Attribute.CATALOG, catalog);
    }

    public void setSchema(String schema) throws SQLException {
        wantNow(Attribute.SCHEMA, schema);
    }

    public void setHoldability(int holdability) throws SQLException {
        wantNow(Attribute.HOLDABILITY, holdability);
    }

    public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
        Attribute timeout = attribute(Attribute.NETWORK_TIMEOUT);
        connection().setNetworkTimeout(executor, milliseconds);
        timeout.was(milliseconds);
    }

    /** What this JDBC getter of a new connection answers. */
    public Object initially(String getter) throws SQLException {
        switch (getter) {
            case "getAutoCommit":
                return initialAutoCommit;
            case "isReadOnly":
                return attribute(Attribute.READ_ONLY).initial();
            case "getHoldability":
                return attribute(Attribute.HOLDABILITY).initial();
            case "getCatalog":
                return attribute(Attribute.CATALOG).initial();
            default:
                throw new IllegalArgumentException(getter);
        }
    }

    /** A change that the driver cannot refuse waits for the statement that needs it. */
    private void wantLater(int kind, Object value) throws SQLException {
        if (isOnItsOwn()) {
            Attribute.write(kind, connection(), value);
            return;
        }
        if (inTransaction) {
            wantInTransaction(kind, value);
        } else {
            attribute(kind).want(value);
            pending = true;
        }
    }

    /** The driver may refuse it here, even where it changes nothing; PostgreSQL's always does, unasked. */
    private void wantInTransaction(int kind, Object value) throws SQLException {
        Attribute attribute = driver == DriverKind.PGJDBC ? null : attribute(kind);
        Attribute.write(kind, connection(), value);
        if (attribute == null) {
            exposed = true;
        } else {
            attribute.was(value);
        }
    }

    /** A change that the driver may refuse is sent now, unless it is none; H2's commits a transaction even then. */
    private void wantNow(int kind, Object value) throws SQLException {
        if (isOnItsOwn()) {
            Attribute.write(kind, connection(), value);
            return;
        }
        Attribute attribute = attribute(kind);
        if (attribute.isActually(value)) {
            if (inTransaction) {
                Attribute.write(kind, connection(), value);
            }
            attribute.want(value);
            return;
        }
        Object before = attribute.wanted();
        attribute.want(value);
        try {
            attribute.send(connection());
        } catch (SQLException refused) {
            attribute.want(before);
            throw refused;
        }
    }

    /** The driver alone knows the state: the connection is broken, or somebody changes it behind this class. */
    private boolean isOnItsOwn() {
        return exposed || isCondemned();
    }

    private boolean mustSendNow() {
        return inTransaction || isOnItsOwn();
    }

    private Attribute known(int kind) {
        return attributes == null || isOnItsOwn() ? null : attributes[kind];
    }

    private Attribute attribute(int kind) throws SQLException {
        if (attributes == null) {
            attributes = new Attribute[Attribute.KINDS];
        }
        if (attributes[kind] == null) {
            attributes[kind] = new Attribute(kind, connection());
            if (driver == DriverKind.PGJDBC && kind == Attribute.ISOLATION && !autoCommit && !inTransaction) {
                // The question began a transaction, in which the level cannot be changed.
                connection().rollback();
            }
        }
        return attributes[kind];
    }

    private void sendPending() throws SQLException {
        if (attributes != null) {
            for (Attribute attribute : attributes) {
                if (attribute != null) {
                    attribute.send(connection());
                }
            }
        }
        if (autoCommit != wantedAutoCommit) {
            connection().setAutoCommit(wantedAutoCommit);
            autoCommit = wantedAutoCommit;
            inTransaction = false;
        }
        pending = false;
    }

    /**
     * Ends the borrow: statements are closed, the transaction is ended as the driver's close would, the session is made
     * fit for the next borrower or the connection is closed. A second call, or one by a former borrower, does nothing.
     */
    public void giveBack(Object handle) {
        if (!OWNER.compareAndSet(this, handle, null)) {
            return;
        }
        String unfit = whyUnfit();
        if (unfit == null) {
            unfit = clean();
        }
        if (unfit != null) {
            cache.discard(this, unfit);
            return;
        }
        thread = null;
        cache.giveBack(this);
    }

    /** Ends the connection at once, as {@link Connection#abort} does; nobody else will have it. */
    public void abort(Object handle, Executor executor) throws SQLException {
        if (isHeldBy(handle)) {
            // Without a round trip, since the server may hang. Until the borrower closes it, the driver answers alone.
            exposed = true;
            pending = false;
            connection().abort(executor);
        }
    }

    private String whyUnfit() {
        if (shared) {
            return "several threads used it";
        }
        if (exposed) {
            return "the application got at the driver's own objects";
        }
        if (changed && reset == null) {
            return "SQL changed its session, and no reset is proven for its server";
        }
        return isCondemned() ? "it failed" : null;
    }

    /** Null when done; else why the connection must be closed. */
    private String clean() {
        dependents.closeAll();
        try {
            connection().clearWarnings();
        } catch (SQLException gone) {
            failed(gone);
        }
        String unfit = isCondemned() ? "it failed" : endTransaction();
        wantInitialState();
        return unfit == null && changed ? reset() : unfit;
    }

    /** Null when done; else why the connection must be closed. */
    private String reset() {
        try {
            if (!autoCommit) {
                wantedAutoCommit = true;
                pending = true;
            }
            if (pending) {
                sendPending();
            }
            reset.run(connection());
            changed = false;
            wantInitialState();
            return null;
        } catch (SQLException gone) {
            failed(gone);
            return "its reset failed";
        }
    }

    /** Null when done; else why the connection must be closed, which ends the transaction the driver's own way. */
    private String endTransaction() {
        if (autoCommit || (!inTransaction && !driver.knowsItsTransaction())) {
            return null;
        }
        if (driver == DriverKind.OTHER) {
            return "how its driver ends a transaction at close is not known";
        }
        try {
            connection().rollback();
            inTransaction = false;
            return null;
        } catch (SQLException gone) {
            failed(gone);
            return "its rollback failed";
        }
    }

    private void wantInitialState() {
        wantedAutoCommit = initialAutoCommit;
        pending = autoCommit != wantedAutoCommit;
        if (attributes != null) {
            for (Attribute attribute : attributes) {
                if (attribute != null) {
                    attribute.wantInitial();
                    pending |= attribute.isPending();
                }
            }
        }
    }
}
