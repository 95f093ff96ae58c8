package dev.thaw.handle;

import dev.thaw.session.DriverKind;
import dev.thaw.session.JdbcState;
import dev.thaw.session.Session;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;

/**
 * What a connection handle does while it is open, one for each physical connection: the state that a borrower sets goes
 * to the session, statements become handles, everything else goes straight to the driver. The build has every public
 * method take note of what it throws ({@link #failed}).
 *
 * <p>As safe for use by several threads as the driver's connection is.
 */
public abstract class LiveConnection implements Connection {
    private final Session session;
    private final HandleClasses classes;
    private final ConnectionHandle prototype;

    protected LiveConnection(Session session, HandleClasses classes, ConnectionHandle prototype) {
        this.session = session;
        this.classes = classes;
        this.prototype = prototype;
    }

    /**
     * A new one. The build writes the body, since it alone makes this class concrete; {@code native} has the compiler accept
     * that there is none.
     */
    static native LiveConnection on(Session session, HandleClasses classes, ConnectionHandle prototype);

    /** A fresh handle, to which the session is lent. */
    final Connection lend() {
        ConnectionHandle handle = prototype.another(session, this);
        session.lend(handle);
        return handle;
    }

    final HandleClasses classes() {
        return classes;
    }

    /** The handle that is being used, unless another thread has just closed it. */
    private ConnectionHandle handle() throws SQLException {
        Object owner = session.owner();
        if (owner == null) {
            throw ClosedConnection.exception(session);
        }
        return (ConnectionHandle) owner;
    }

    /** The driver's connection, ready for a call that may reach the server. */
    protected final Connection live() throws SQLException {
        state().beforeWork();
        return session.connection();
    }

    /** The driver's connection, for a call that makes a large object. */
    protected final Connection lasting() throws SQLException {
        session.lendsLargeObject(true);
        return live();
    }

    /** The session's state, of a connection that is fit for new work as far as can be known. */
    private JdbcState state() {
        session.beforeUse();
        return session.state();
    }

    /** The driver's connection, ready to make a statement. */
    private Connection forStatement() throws SQLException {
        state().beforeStatement();
        return session.connection();
    }

    /** For a call that hands out the driver's insides or does what nobody can see through. */
    private Connection exposed() throws SQLException {
        session.beforeUse();
        session.expose();
        return live();
    }

    /** For a procedure or a function. */
    private Connection calling() throws SQLException {
        session.beforeUse();
        session.willCall();
        return live();
    }

    /** For a call that may change the session: what the server is told of the client. */
    private Connection changing() throws SQLException {
        session.beforeUse();
        session.willChange();
        return live();
    }

    protected final <F extends Throwable> F failed(F failure) {
        return session.failed(failure);
    }

    private PreparedStatement prepared(PreparedStatement statement, String sql) throws SQLException {
        PreparedStatement handle = handle().wrapped(statement);
        if (handle instanceof StatementHandle) {
            ((StatementHandle) handle).willRun(session.noteSql(sql));
        }
        return handle;
    }

    @Override
    public Statement createStatement() throws SQLException {
        return handle().wrapped(forStatement().createStatement());
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return handle().wrapped(forStatement().createStatement(type, concurrency));
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        return handle().wrapped(forStatement().createStatement(type, concurrency, holdability));
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return prepared(forStatement().prepareStatement(sql), sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        return prepared(forStatement().prepareStatement(sql, type, concurrency), sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        return prepared(forStatement().prepareStatement(sql, type, concurrency, holdability), sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
        return prepared(forStatement().prepareStatement(sql, autoGeneratedKeys), sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
        return prepared(forStatement().prepareStatement(sql, columnIndexes), sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
        return prepared(forStatement().prepareStatement(sql, columnNames), sql);
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        return handle().wrapped(calling().prepareCall(sql));
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        return handle().wrapped(calling().prepareCall(sql, type, concurrency));
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        return handle().wrapped(calling().prepareCall(sql, type, concurrency, holdability));
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        session.beforeUse();
        return handle().wrapped(session.connection().getMetaData());
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        return session.state().getAutoCommit();
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        state().setAutoCommit(autoCommit);
    }

    @Override
    public void commit() throws SQLException {
        session.state().commit();
    }

    @Override
    public void rollback() throws SQLException {
        session.state().rollback();
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        live().rollback(savepoint);
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        return session.state().isReadOnly();
    }

    @Override
    public void setReadOnly(boolean readOnly) throws SQLException {
        state().setReadOnly(readOnly);
    }

    @Override
    public int getTransactionIsolation() throws SQLException {
        return state().getTransactionIsolation();
    }

    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        state().setTransactionIsolation(level);
    }

    @Override
    public void setCatalog(String catalog) throws SQLException {
        state().setCatalog(catalog);
    }

    @Override
    public void setSchema(String schema) throws SQLException {
        state().setSchema(schema);
    }

    @Override
    public void setHoldability(int holdability) throws SQLException {
        state().setHoldability(holdability);
    }

    @Override
    public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
        exposed().setTypeMap(map);
    }

    @Override
    public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
        state().setNetworkTimeout(executor, milliseconds);
    }

    @Override
    public void setClientInfo(String name, String value) throws SQLClientInfoException {
        toSetClientInfo().setClientInfo(name, value);
    }

    @Override
    public void setClientInfo(Properties properties) throws SQLClientInfoException {
        toSetClientInfo().setClientInfo(properties);
    }

    @Override
    public String getClientInfo(String name) throws SQLException {
        session.beforeUse();
        return session.clientInfo(name, session.connection().getClientInfo(name));
    }

    @Override
    public Properties getClientInfo() throws SQLException {
        session.beforeUse();
        return session.clientInfo(session.connection().getClientInfo());
    }

    private Connection toSetClientInfo() throws SQLClientInfoException {
        try {
            // Only PostgreSQL's driver keeps it in the session alone.
            return session.driver() == DriverKind.PGJDBC ? changing() : exposed();
        } catch (SQLException e) {
            throw new SQLClientInfoException(e.getMessage(), e.getSQLState(), null, e);
        }
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return session.connection().isWrapperFor(type);
    }
}
