package dev.thaw.handle;

import dev.thaw.session.Dependent;
import dev.thaw.session.DriverKind;
import dev.thaw.session.Session;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.concurrent.Executor;

/**
 * The connection that the application holds: a fresh one for each borrow, closed for ever by its close.
 *
 * <p>The methods of JDBC that are not here are added by the build: each goes to {@link #live}, which is
 * {@link LiveConnection} while the handle is open and {@link ClosedConnection} from then on.
 */
public abstract class ConnectionHandle implements Connection {
    private final Session session;
    private final LiveConnection live;
    /** Kept, since drivers give out the same one again. */
    private DatabaseMetaDataHandle metaData;

    protected ConnectionHandle(Session session, LiveConnection live) {
        this.session = session;
        this.live = live;
    }

    /** A handle of the same class on another session. */
    protected abstract ConnectionHandle another(Session session, LiveConnection live);

    /** What answers a call now. */
    protected final Connection live() throws SQLException {
        session.use();
        return session.isHeldBy(this) ? live : closed();
    }

    private Connection closed() throws SQLException {
        return session.connection().isClosed() ? session.connection() : ClosedConnection.of(session);
    }

    /**
     * Whether this handle holds its session. False where the driver's connection is closed for good, so that whatever
     * belongs to it refuses by itself.
     *
     * @throws SQLException where only this handle is closed, and its session is idle or somebody else's
     */
    final boolean checkHeld() throws SQLException {
        if (session.isHeldBy(this)) {
            return true;
        }
        refuseUnlessClosedForGood();
        return false;
    }

    private void refuseUnlessClosedForGood() throws SQLException {
        if (!session.connection().isClosed()) {
            throw ClosedConnection.exception(session);
        }
    }

    /** The same without an exception, for a call that may be refused in another way. */
    final boolean isHeld() {
        session.use();
        return session.isHeldBy(this);
    }

    /** What unwraps something of this connection: itself, or else the driver's insides, which the borrower alone gets. */
    final <T> T unwrapped(Wrapper handle, Wrapper driversOwn, Class<T> type) throws SQLException {
        try {
            if (type != null && type.isInstance(handle)) {
                return type.cast(handle);
            }
            T insides = driversOwn.unwrap(type);
            expose();
            return insides;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The driver's connection is about to do work of which the session must be told before. */
    final void beforeWork() throws SQLException {
        if (checkHeld()) {
            session.state().beforeWork();
        }
    }

    /** The driver's insides are about to be seen. */
    final void expose() throws SQLException {
        if (checkHeld()) {
            session.expose();
        }
    }

    final Session session() {
        return session;
    }

    /** The driver's connection, for one of its own methods that tells something and changes nothing. */
    protected final Connection told() {
        return session.connection();
    }

    /** The driver's connection, for one of its own methods of which nobody knows what it does. */
    protected final Connection exposed() throws SQLException {
        expose();
        return session.connection();
    }

    /** Takes note of a failure, unless it is only that this handle is closed: the session is somebody else's then. */
    protected final <F extends Throwable> F failed(F failure) {
        return session.owner() == this ? session.failed(failure) : failure;
    }

    /** For what the application gets as the driver made it, since no handle could be made. */
    final <T> T exposed(T driversOwn) throws SQLException {
        session.expose();
        return driversOwn;
    }

    final HandleClasses classes() {
        return live.classes();
    }

    final void closed(Dependent dependent) {
        session.closed(dependent);
    }

    protected final Connection wrapped(Connection connection) {
        return connection == session.connection() ? this : connection;
    }

    protected final Statement wrapped(Statement statement) throws SQLException {
        return statement == null ? null : tracked(statement);
    }

    protected final PreparedStatement wrapped(PreparedStatement statement) throws SQLException {
        Statement handle = statement == null ? null : tracked(statement);
        // A class is cheaper to ask for than an interface.
        return handle instanceof PreparedStatementHandle
                ? (PreparedStatementHandle) handle
                : (PreparedStatement) handle;
    }

    protected final CallableStatement wrapped(CallableStatement statement) throws SQLException {
        return statement == null ? null : (CallableStatement) tracked(statement);
    }

    protected final ResultSet wrapped(ResultSet results) throws SQLException {
        if (results == null) {
            return null;
        }
        ResultSetHandle handle = classes().resultSet(results, null, this);
        if (handle == null) {
            return exposed(results);
        }
        session.opened(handle);
        return handle;
    }

    /** The application gets one of this connection, which may be closed meanwhile. */
    final void lendsLargeObject() throws SQLException {
        session.lendsLargeObject(isHeld());
    }

    /** An object of a column may be results (a cursor) or a large object. */
    final Object wrapped(Object value) throws SQLException {
        if (!session.driver().leavesLargeObjectsAtTheServer()) {
            return value;
        }
        if (value instanceof Blob || value instanceof Clob) {
            lendsLargeObject();
        }
        return value instanceof ResultSet ? wrapped((ResultSet) value) : value;
    }

    final DatabaseMetaData wrapped(DatabaseMetaData raw) throws SQLException {
        DatabaseMetaDataHandle handle = metaData;
        if (handle == null || !handle.isOn(raw)) {
            handle = classes().metaData(raw, this);
            metaData = handle;
        }
        return handle == null ? exposed(raw) : handle;
    }

    /** PostgreSQL's driver alone asks its server for more when that is wanted. */
    final ResultSetMetaData wrapped(ResultSetMetaData raw) throws SQLException {
        if (raw == null || session.driver() != DriverKind.PGJDBC) {
            return raw;
        }
        ResultSetMetaDataHandle handle = classes().columns(raw, this);
        return handle == null ? exposed(raw) : handle;
    }

    private Statement tracked(Statement statement) throws SQLException {
        StatementHandle handle = classes().statement(statement, this);
        return handle == null ? exposed(statement) : opened(handle);
    }

    private StatementHandle opened(StatementHandle handle) {
        session.opened(handle);
        return handle;
    }

    /** The borrow ends; a failure on the way is the cache's matter, unless it is the driver's own close that fails. */
    @Override
    public void close() throws SQLException {
        session.giveBack(this);
    }

    @Override
    public boolean isClosed() throws SQLException {
        return !session.isHeldBy(this) || session.isSeenClosed();
    }

    /** No work: nothing that waits is sent for it, here and below. */
    @Override
    public void beginRequest() throws SQLException {
        if (isHeld()) {
            session.connection().beginRequest();
        }
    }

    @Override
    public void endRequest() throws SQLException {
        if (isHeld()) {
            session.connection().endRequest();
        }
    }

    @Override
    public boolean isValid(int timeout) throws SQLException {
        if (timeout >= 0 && !isHeld()) {
            return false;
        }
        boolean valid = session.connection().isValid(timeout);
        if (!valid) {
            // The driver may have closed it by that, and nothing else would tell.
            session.doom("it was found invalid");
        }
        return valid;
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        session.abort(this, executor);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        boolean refused = session.driver() == DriverKind.PGJDBC && !isHeld();
        return refused ? live().unwrap(type) : unwrapped(this, session.connection(), type);
    }

    @Override
    public String toString() {
        return session.connection().toString();
    }
}
