package dev.thaw.session;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Disposal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.Executor;

/** A physical connection together with what its present borrower did to it. */
public final class Session extends LentEntry {
    private final Cache<Session> cache;
    private final DriverKind driver;
    private final SessionTerms terms;
    private final Stay stay;
    private final JdbcState state;
    private final Traces traces;
    private final KnownTexts texts;
    private final Dependents dependents = new Dependents();

    /** The present borrower did something with it, so that it has to be cleaned after him. */
    private boolean used = true;

    /** Of the present borrower, for as long as he has it: what he asked with can hold a password. */
    private Opener opener;

    private Object attachment;
    /** Null before the first. */
    private PooledStatements pooled;
    /** The application was told that the driver has closed it. */
    private boolean seenClosed = false;
    /** The driver may have learned something from a former borrower. */
    private boolean taught = false;
    /** Null before the second borrow, and where none is known. */
    private PostgresMemory memory;

    /** @throws SQLException where the driver cannot tell its autocommit mode: it is not to be cached then */
    public Session(Connection connection, DriverKind driver, SessionTerms terms, Cache<Session> cache)
            throws SQLException {
        super(connection);
        this.cache = cache;
        this.driver = driver;
        this.terms = terms;
        this.stay = new Stay(terms, driver);
        this.texts = new KnownTexts(driver, stay);
        this.state = new JdbcState(this, driver);
        this.traces = new Traces(this, driver, terms.reset(), state, stay);
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

    /** How the present borrower asked; null where that is not known. */
    public Opener opener() {
        return opener;
    }

    /** How the present borrower asked, so that a dead connection under his handle can be replaced. */
    public void askedBy(Opener how) {
        opener = how;
        if (taught) {
            // Not at the return: the first one is a part of each cold start.
            taught = false;
            forgetWhatWasLearned();
        }
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
                && !seenClosed
                && isOwnThread()
                && !isShared()
                && traces.isNone()
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
            memory = null;
            state.renewed();
            stay.forget();
            if (!cache.renewed(this)) {
                condemn("it was opened in the place of a dead one and is not to be kept");
            }
        } catch (SQLException | RuntimeException refused) {
            // The application hears of it from the connection that it has.
        }
    }

    /** Whether the driver has closed it, of which the application learns now: then it is never another one under its handle. */
    public boolean isSeenClosed() throws SQLException {
        if (connection().isClosed()) {
            seenClosed = true;
            condemn("its driver has closed it");
        }
        return seenClosed;
    }

    /** The driver's URL as the application would read it without us. */
    public String url(String told) {
        return driver == DriverKind.MARIADB ? terms.withoutAttribute(told) : told;
    }

    /** Something is done with this session that it may have to be cleaned of. */
    public void use() {
        used = true;
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

    /** A statement was closed, and may stand in its driver's pool now. */
    public void pooled(Statement statement) {
        if (isOwnThread()) {
            if (pooled == null) {
                pooled = new PooledStatements();
            }
            if (!pooled.add(statement)) {
                doom("too many of its statements are in its driver's pool");
            }
        }
    }

    /** Before a statement with this text is sent. */
    public void beforeSql(String sql) throws SQLException {
        beforeRun(noteSql(sql));
    }

    /**
     * Before what was noted is run.
     *
     * @param effects of all its texts, by {@link #noteSql}
     */
    public void beforeRun(int effects) throws SQLException {
        if (effects != KnownTexts.NONE) {
            before(effects);
        }
        state.beforeWork();
    }

    private void before(int effects) {
        if ((effects & KnownTexts.READING) != 0) {
            endStay();
        }
        if ((effects & KnownTexts.CHANGING) != 0) {
            traces.willChange();
        }
    }

    /**
     * A text is about to be run, prepared or added to a batch.
     *
     * @return what running it may do to the session or read of it, in bits; 0 for nothing
     */
    public int noteSql(String sql) {
        return texts.isLatestPlain(sql) ? KnownTexts.NONE : lookAt(sql);
    }

    private int lookAt(String sql) {
        texts.lookAt(sql);
        if (texts.isBeyondReset()) {
            traces.willGoBeyondReset();
        }
        if (texts.isFarReaching()) {
            cache.giveUpIdle(null, "what connections begin with is about to change");
        }
        return texts.effects();
    }

    /** Takes back what the server was told for the time between two borrowers, before the application could read it. */
    private void endStay() {
        boolean lasting = state.isOutsideOfTransactions();
        try {
            try {
                stay.end(connection(), lasting);
            } finally {
                if (lasting) {
                    // What the application has set since waits still, and can be set in no transaction.
                    state.endOwnWork();
                }
            }
        } catch (SQLException refused) {
            failed(refused);
        }
    }

    /** What the application is to read of what its driver tells of the client. */
    public String clientInfo(String name, String told) {
        return stay.clientInfo(name, told);
    }

    /** The same of all of it. */
    public Properties clientInfo(Properties told) {
        return stay.clientInfo(told);
    }

    /** Before something that can change the session in ways that only a reset undoes. */
    public void willChange() {
        traces.willChange();
    }

    /** Before a procedure or function is called, which may make a setting that no reset of PostgreSQL takes away. */
    public void willCall() {
        if (driver == DriverKind.PGJDBC) {
            traces.willGoBeyondReset();
        }
        traces.willChange();
    }

    /** Before a statement gets a query timeout, which H2 keeps for the whole connection. */
    public void beforeQueryTimeout() {
        if (driver == DriverKind.H2) {
            traces.willChange();
        }
    }

    /**
     * The application gets at the driver's insides, which stand as it wants them: from now on the driver alone knows the
     * state, and the connection will be closed for good.
     */
    public void expose() throws SQLException {
        if (!traces.isExposed()) {
            use();
            state.beforeWork();
            traces.expose();
            state.leaveToTheDriver();
        }
    }

    /**
     * The application gets a large object, which the driver reads from the server whenever it is used: in the transaction of that
     * moment, so that none of the state may wait any more.
     *
     * @param toBorrower whether the present borrower gets it, and not a former one by results that he still reads
     */
    public void lendsLargeObject(boolean toBorrower) throws SQLException {
        if (driver.leavesLargeObjectsAtTheServer()) {
            traces.outlive();
            if (toBorrower) {
                state.beforeWork();
                state.leaveToTheDriver();
            }
        }
    }

    /**
     * Ends the borrow: statements are closed, the transaction is ended as the driver's close would, the session is made
     * fit for the next borrower or the connection is closed. A second call, or one by a former borrower, does nothing.
     *
     * @throws SQLException where the connection is closed, as its driver's close does
     */
    public void giveBack(Object handle) throws SQLException {
        if (isHeldBy(handle)) {
            leaveOwner();
            opener = null;
            String unfit = used || isShared() ? endBorrow() : null;
            if (unfit == null) {
                leaveThread();
                cache.giveBack(this);
            } else {
                SQLException failure = cache.discard(this, unfit);
                if (failure != null) {
                    throw failure;
                }
            }
        }
    }

    /** Null when done; else why the connection must be closed. */
    private String endBorrow() {
        String unfit = whyUnfit();
        if (unfit == null) {
            try {
                unfit = makeFit();
            } catch (RuntimeException | Error driversFault) {
                unfit = "its driver failed";
            }
        }
        used = traces.isAlwaysTakenBack();
        return unfit;
    }

    /** Ends the connection at once, as {@link Connection#abort} does; nobody else will have it. */
    public void abort(Object handle, Executor executor) throws SQLException {
        if (isHeldBy(handle)) {
            // Without a round trip, since the server may hang. Until the borrower closes it, the driver answers alone.
            use();
            traces.expose();
            state.leaveToTheDriver();
            connection().abort(executor);
        }
    }

    private String whyUnfit() {
        if (isShared()) {
            return "several threads used it";
        }
        String unfit = traces.whyUnfit();
        return unfit == null ? flaw() : unfit;
    }

    private String makeFit() {
        if (!dependents.closeAll()) {
            doom("a statement that was forgotten may be open");
        }
        if (pooled != null) {
            pooled.closeAll(connection());
        }
        taught |= driver == DriverKind.PGJDBC;
        try {
            connection().clearWarnings();
        } catch (SQLException gone) {
            failed(gone);
        }
        String unfit = flaw();
        if (unfit == null) {
            unfit = state.end();
        }
        if (unfit == null) {
            unfit = traces.takeBack();
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
            return flaw();
        }
    }

    private void forgetWhatWasLearned() {
        if (memory == null) {
            memory = PostgresMemory.of(connection());
        }
        if (memory != null && !memory.forget(!terms.isKeepingPrepared())) {
            doom("its driver goes on to remember a former borrower's statements");
        }
    }
}
