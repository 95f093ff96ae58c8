package dev.thaw.handle;

import dev.thaw.session.Dependent;
import dev.thaw.session.Session;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;

/**
 * The connection that the application holds: a fresh one for each borrow, closed for ever by its close.
 *
 * <p>As safe for use by several threads as the driver's connection is.
 */
public abstract class ConnectionHandle implements Connection {
    private final Session session;
    private final HandleClasses classes;

    protected ConnectionHandle(Session session, HandleClasses classes) {
        this.session = session;
        this.classes = classes;
    }

    /** A handle of the same class on another session. */
    protected abstract ConnectionHandle another(Session session, HandleClasses classes);

    /** The session, for as long as this handle holds it. */
    final Session held() throws SQLException {
        if (!session.isHeldBy(this)) {
            throw Closed.connection();
        }
        return session;
    }

    final HandleClasses classes() {
        return classes;
    }

    /** The driver's connection, ready for a call that may reach the server. */
    protected final Connection live() throws SQLException {
        Session own = held();
        own.beforeWork();
        return own.connection();
    }

    /** For a call that hands out the driver's insides or does what nobody can see through. */
    protected final Connection exposed() throws SQLException {
        Session own = held();
        own.taint();
        own.beforeWork();
        return own.connection();
    }

    protected final SQLException failed(SQLException failure) {
        return session.failed(failure);
    }

    final void closed(Dependent dependent) {
        session.closed(dependent);
    }

    protected final Connection wrapped(Connection connection) {
        return connection == session.connection() ? this : connection;
    }

    protected final Statement wrapped(Statement statement) {
        return statement == null ? null : tracked(classes.statement(statement, this));
    }

    protected final PreparedStatement wrapped(PreparedStatement statement) {
        return statement == null ? null : (PreparedStatement) tracked(classes.statement(statement, this));
    }

    protected final CallableStatement wrapped(CallableStatement statement) {
        return statement == null ? null : (CallableStatement) tracked(classes.statement(statement, this));
    }

    protected final ResultSet wrapped(ResultSet results) {
        if (results == null) {
            return null;
        }
        ResultSetHandle handle = classes.resultSet(results, null, this);
        session.opened(handle);
        return handle;
    }

    private StatementHandle tracked(StatementHandle statement) {
        session.opened(statement);
        return statement;
    }

    private PreparedStatement prepared(PreparedStatement statement, String sql) {
        StatementHandle handle = tracked(classes.statement(statement, this));
        handle.willRun(session.mayChangeSession(sql));
        return (PreparedStatement) handle;
    }

    @Override
    public Statement createStatement() throws SQLException {
        try {
            return wrapped(held().connection().createStatement());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        try {
            return wrapped(held().connection().createStatement(type, concurrency));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        try {
            return wrapped(held().connection().createStatement(type, concurrency, holdability));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        try {
            return prepared(held().connection().prepareStatement(sql), sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        try {
            return prepared(held().connection().prepareStatement(sql, type, concurrency), sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        try {
            return prepared(held().connection().prepareStatement(sql, type, concurrency, holdability), sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
        try {
            return prepared(held().connection().prepareStatement(sql, autoGeneratedKeys), sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
        try {
            return prepared(held().connection().prepareStatement(sql, columnIndexes), sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
        try {
            return prepared(held().connection().prepareStatement(sql, columnNames), sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        try {
            return wrapped(exposed().prepareCall(sql));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        try {
            return wrapped(exposed().prepareCall(sql, type, concurrency));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        try {
            return wrapped(exposed().prepareCall(sql, type, concurrency, holdability));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        try {
            return classes.metaData(held().connection().getMetaData(), this);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        return held().getAutoCommit();
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        try {
            held().setAutoCommit(autoCommit);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void commit() throws SQLException {
        try {
            held().commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void rollback() throws SQLException {
        try {
            held().rollback();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        try {
            live().rollback(savepoint);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        try {
            return held().isReadOnly();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void setReadOnly(boolean readOnly) throws SQLException {
        try {
            held().setReadOnly(readOnly);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public int getTransactionIsolation() throws SQLException {
        try {
            return held().getTransactionIsolation();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        try {
            held().setTransactionIsolation(level);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void setCatalog(String catalog) throws SQLException {
        try {
            held().setCatalog(catalog);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void setSchema(String schema) throws SQLException {
        try {
            held().setSchema(schema);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void setHoldability(int holdability) throws SQLException {
        try {
            held().setHoldability(holdability);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void setTypeMap(Map<String, Class<?>> map) throws SQLException {
        try {
            exposed().setTypeMap(map);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
        try {
            held().setNetworkTimeout(executor, milliseconds);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void setClientInfo(String name, String value) throws SQLClientInfoException {
        connectionForClientInfo().setClientInfo(name, value);
    }

    @Override
    public void setClientInfo(Properties properties) throws SQLClientInfoException {
        connectionForClientInfo().setClientInfo(properties);
    }

    private Connection connectionForClientInfo() throws SQLClientInfoException {
        try {
            return exposed();
        } catch (SQLException e) {
            throw new SQLClientInfoException(e.getMessage(), e.getSQLState(), null, e);
        }
    }

    @Override
    public void close() throws SQLException {
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
    public <T> T unwrap(Class<T> type) throws SQLException {
        held();
        return type.isInstance(this) ? type.cast(this) : exposed().unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return held().connection().isWrapperFor(type);
    }

    @Override
    public String toString() {
        return session.connection().toString();
    }
}
