package dev.thaw.handle;

import dev.thaw.session.Dependent;
import dev.thaw.session.Session;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

    protected ConnectionHandle(Session session, LiveConnection live) {
        this.session = session;
        this.live = live;
    }

    /** A handle of the same class on another session. */
    protected abstract ConnectionHandle another(Session session, LiveConnection live);

    /** What answers a call now. */
    protected final Connection live() {
        return session.isHeldBy(this) ? live : ClosedConnection.of(session);
    }

    /** The session, for as long as this handle holds it. */
    final Session held() throws SQLException {
        if (!session.isHeldBy(this)) {
            throw ClosedConnection.exception(session);
        }
        return session;
    }

    /** The driver's connection, for one of its own methods that tells something and changes nothing. */
    protected final Connection told() {
        return session.connection();
    }

    /** The driver's connection, for one of its own methods of which nobody knows what it does. */
    protected final Connection exposed() throws SQLException {
        Session own = held();
        own.expose();
        own.beforeWork();
        return own.connection();
    }

    protected final SQLException failed(SQLException failure) {
        return session.failed(failure);
    }

    /** For what the application gets as the driver made it, since no handle could be made. */
    final <T> T exposed(T driversOwn) {
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

    protected final Statement wrapped(Statement statement) {
        return statement == null ? null : tracked(statement);
    }

    protected final PreparedStatement wrapped(PreparedStatement statement) {
        return statement == null ? null : (PreparedStatement) tracked(statement);
    }

    protected final CallableStatement wrapped(CallableStatement statement) {
        return statement == null ? null : (CallableStatement) tracked(statement);
    }

    protected final ResultSet wrapped(ResultSet results) {
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

    final DatabaseMetaData wrapped(DatabaseMetaData metaData) {
        DatabaseMetaData handle = classes().metaData(metaData, this);
        return handle == null ? exposed(metaData) : handle;
    }

    private Statement tracked(Statement statement) {
        StatementHandle handle = classes().statement(statement, this);
        if (handle == null) {
            return exposed(statement);
        }
        session.opened(handle);
        return handle;
    }

    /** The borrow ends; a failure on the way is the cache's matter, since the application has let go. */
    @Override
    public void close() {
        session.giveBack(this);
    }

    @Override
    public boolean isClosed() throws SQLException {
        return !session.isHeldBy(this) || session.connection().isClosed();
    }

    @Override
    public boolean isValid(int timeout) throws SQLException {
        if (timeout >= 0 && !session.isHeldBy(this)) {
            return false;
        }
        return session.connection().isValid(timeout);
    }

    @Override
    public void abort(Executor executor) throws SQLException {
        session.abort(this, executor);
    }

    @Override
    public String toString() {
        return session.connection().toString();
    }
}
