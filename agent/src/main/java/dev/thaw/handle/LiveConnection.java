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
 * to the session, statements become handles, everything else goes straight to the driver.
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

    /** By reflection, since only the build completes this class and makes it concrete. */
    static LiveConnection on(Session session, HandleClasses classes, ConnectionHandle prototype) {
        try {
            return (LiveConnection)
                    LiveConnection.class.getDeclaredConstructors()[0].newInstance(session, classes, prototype);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not completed by the build", e);
        }
    }

    /** A fresh handle, to which the session is lent. */
    final Connection lend() {
        ConnectionHandle handle = prototype.another(session, this);
        session.lend(handle);
        return handle;
    }

    final HandleClasses classes() {
        return classes;
    }

    private ConnectionHandle handle() {
        return (ConnectionHandle) session.owner();
    }

    /** The driver's connection, ready for a call that may reach the server. */
    protected final Connection live() throws SQLException {
        state().beforeWork();
        return session.connection();
    }

    /** The driver's connection, for a call that makes a large object. */
    protected final Connection lasting() throws SQLException {
        session.lendsLargeObject();
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

    /** For a call that may change the session: a procedure, or what the server is told of the client. */
    private Connection changing() throws SQLException {
        session.beforeUse();
        session.willChange();
        return live();
    }

    protected final SQLException failed(SQLException failure) {
        return session.failed(failure);
    }

    private PreparedStatement prepared(PreparedStatement statement, String sql) throws SQLException {
        PreparedStatement handle = handle().wrapped(statement);
        if (handle instanceof StatementHandle) {
            ((StatementHandle) handle).willRun(session.mayChangeSession(sql));
        }
        return handle;
    }

    @Override
    public Statement createStatement() throws SQLException {
        try {
            return handle().wrapped(forStatement().createStatement());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        try {
            return handle().wrapped(forStatement().createStatement(type, concurrency));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        try {
            return handle().wrapped(forStatement().createStatement(type, concurrency, holdability));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        try {
            return prepared(forStatement().prepareStatement(sql), sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        try {
            return prepared(forStatement().prepareStatement(sql, type, concurrency), sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        try {
            return prepared(forStatement().prepareStatement(sql, type, concurrency, holdability), sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
        try {
            return prepared(forStatement().prepareStatement(sql, autoGeneratedKeys), sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
        try {
            return prepared(forStatement().prepareStatement(sql, columnIndexes), sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
        try {
            return prepared(forStatement().prepareStatement(sql, columnNames), sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        try {
            return handle().wrapped(changing().prepareCall(sql));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        try {
            return handle().wrapped(changing().prepareCall(sql, type, concurrency));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        try {
            return handle().wrapped(changing().prepareCall(sql, type, concurrency, holdability));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        try {
            session.beforeUse();
            return handle().wrapped(session.connection().getMetaData());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        return session.state().getAutoCommit();
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        try {
            state().setAutoCommit(autoCommit);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void commit() throws SQLException {
        try {
            session.state().commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void rollback() throws SQLException {
        try {
            session.state().rollback();
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
            return session.state().isReadOnly();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void setReadOnly(boolean readOnly) throws SQLException {
        try {
            state().setReadOnly(readOnly);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public int getTransactionIsolation() throws SQLException {
        try {
            return state().getTransactionIsolation();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        try {
            state().setTransactionIsolation(level);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void setCatalog(String catalog) throws SQLException {
        try {
            state().setCatalog(catalog);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void setSchema(String schema) throws SQLException {
        try {
            state().setSchema(schema);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void setHoldability(int holdability) throws SQLException {
        try {
            state().setHoldability(holdability);
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
            state().setNetworkTimeout(executor, milliseconds);
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

    @Override
    public String getClientInfo(String name) throws SQLException {
        try {
            return forClientInfo().getClientInfo(name);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public Properties getClientInfo() throws SQLException {
        try {
            return forClientInfo().getClientInfo();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private Connection forClientInfo() throws SQLException {
        session.endStay();
        return live();
    }

    private Connection connectionForClientInfo() throws SQLClientInfoException {
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
