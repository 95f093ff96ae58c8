package dev.thaw.handle;

import dev.thaw.session.Dependent;
import dev.thaw.session.DriverKind;
import dev.thaw.session.Session;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

/**
 * The statement that the application holds; its connection is the application's handle. The build has every public method
 * take note of what it throws ({@link #failed}).
 */
public abstract class StatementHandle extends Dependent implements Statement {
    private final Statement statement;
    private final ConnectionHandle connection;
    private ResultSetHandle results;
    /** What its prepared text or its batch does when it runs; see {@link Session#noteSql}. */
    private int effects;
    /**
     * Of its own, since a driver that pools statements reopens the same object for somebody else. Plain: who would run it
     * after its connection's close reads the session's owner first, which was written before.
     */
    private boolean closed;
    /** Closed by its connection's close alone: drivers say then that the connection is closed. */
    private boolean closedWithConnection;

    protected StatementHandle(Statement statement, ConnectionHandle connection) {
        this.statement = statement;
        this.connection = connection;
    }

    /** A handle of the same class on another statement. */
    protected abstract StatementHandle another(Statement statement, ConnectionHandle connection);

    /** Whether these results are the statement's, so that nobody else closes them. */
    final boolean gave(ResultSetHandle handle) {
        return results == handle;
    }

    /** What the prepared text will do when it runs. */
    final void willRun(int effectsOfText) {
        effects = effectsOfText;
    }

    /** The driver's statement; a closed one where this handle is closed, so that the driver itself refuses. */
    protected Statement live() throws SQLException {
        if (closed) {
            refuseWhereDriverIsOpen();
        } else {
            connection.session().noteThread();
        }
        return statement;
    }

    private void refuseWhereDriverIsOpen() throws SQLException {
        if (!statement.isClosed()) {
            throw closedStatement();
        }
    }

    /** For one of the driver's own methods that tells something and changes nothing. */
    protected final Statement told() {
        return statement;
    }

    /** For a call that hands out the driver's insides or does what nobody can see through. */
    protected final Statement exposed() throws SQLException {
        if (!closed) {
            connection.expose();
        }
        return live();
    }

    /** Refuses where a driver asks its server although the statement is closed, and the connection is not held any more. */
    final void beforeAsking(DriverKind asking) throws SQLException {
        if (!closed || connection.session().driver() == asking) {
            connection.checkHeld();
        }
    }

    /** PostgreSQL's driver makes a large object as it is bound, in the transaction or not at all. */
    final void beforeBinding() throws SQLException {
        if (!closed && connection.session().driver() == DriverKind.PGJDBC) {
            connection.beforeWork();
        }
    }

    final ConnectionHandle connection() {
        return connection;
    }

    protected final <F extends Throwable> F failed(F failure) {
        return connection.failed(failure);
    }

    /** The driver's statement, with the session ready for this text. */
    protected final Statement ready(String sql) throws SQLException {
        if (isReady()) {
            connection.session().beforeSql(sql);
            return statement;
        }
        return refusing();
    }

    /** The driver's statement, with the session ready for the prepared text or the batch. */
    protected final Statement ready() throws SQLException {
        if (isReady()) {
            connection.session().beforeRun(effects);
            return statement;
        }
        return refusing();
    }

    private boolean isReady() throws SQLException {
        return !closed && connection.checkHeld();
    }

    /** The driver's statement, which refuses by itself, unless it would run what this handle's own close or its connection's forbids. */
    private Statement refusing() throws SQLException {
        if (closed) {
            refuseUnlessHeld();
        }
        return live();
    }

    /**
     * This handle is closed: refuses where its connection is not held any more and its driver would run it. Connector/J runs what
     * it has closed and put into its pool, on the session of whoever has it then.
     */
    private void refuseUnlessHeld() throws SQLException {
        if (connection.isHeld()) {
            return;
        }
        if (connection.session().driver() == DriverKind.CONNECTOR_J) {
            throw closedStatement();
        }
        if (closedWithConnection) {
            connection.checkHeld();
        }
    }

    private static SQLException closedStatement() {
        return new SQLException("No operations allowed after statement closed.", "S1009");
    }

    protected final ResultSet wrapped(ResultSet raw) throws SQLException {
        if (raw == null) {
            return null;
        }
        ResultSetHandle known = results;
        if (known == null || !known.isOn(raw)) {
            known = connection.classes().resultSet(raw, this, connection);
            if (known == null) {
                return connection.exposed(raw);
            }
            results = known;
        }
        return known;
    }

    protected final Statement wrapped(Statement other) throws SQLException {
        return other == statement ? this : connection.wrapped(other);
    }

    protected final Connection wrapped(Connection other) {
        return connection.wrapped(other);
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        live().addBatch(sql);
        effects |= connection.session().noteSql(sql);
    }

    @Override
    public int[] executeBatch() throws SQLException {
        return ready().executeBatch();
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        return ready().executeLargeBatch();
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        beforeAsking(DriverKind.MARIADB);
        return live().getWarnings();
    }

    @Override
    public void setQueryTimeout(int seconds) throws SQLException {
        if (!closed && connection.checkHeld()) {
            connection.session().beforeQueryTimeout();
        }
        live().setQueryTimeout(seconds);
    }

    /**
     * A server may act on it only when somebody else's statement runs, so nobody else gets this connection. PostgreSQL's
     * driver even asks the server when the statement is closed, and that would cancel what others run.
     */
    @Override
    public void cancel() throws SQLException {
        if (!closed && connection.checkHeld()) {
            connection.session().expose();
        }
        if (!closed || connection.isHeld() || connection.session().driver() != DriverKind.PGJDBC) {
            live().cancel();
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return wrapped(live().getConnection());
    }

    @Override
    public void close() throws SQLException {
        if (closed) {
            closedWithConnection = false;
            return;
        }
        closed = true;
        Session session = connection.session();
        session.noteThread();
        session.closed(this);
        boolean pooled = session.driver() == DriverKind.CONNECTOR_J && isPooledByConnectorJ();
        statement.close();
        if (pooled) {
            session.pooled(statement);
        }
    }

    /** Whether Connector/J, the only one that does, may keep it when it is closed. */
    boolean isPooledByConnectorJ() {
        return false;
    }

    @Override
    public void closeWithConnection() {
        if (results != null && results.isOnItsWay(statement)) {
            connection.session().doom("rows of it are on their way");
            return;
        }
        closedWithConnection = true;
        closed = true;
        try {
            if (connection.session().driver() == DriverKind.CONNECTOR_J) {
                closeUnpooled();
            } else {
                statement.close();
            }
        } catch (SQLException e) {
            connection.session().failed(e);
        }
    }

    /** Else it would go into the driver's pool, where it answers as if it were open. */
    private void closeUnpooled() throws SQLException {
        boolean pooling = isPooledByConnectorJ();
        statement.setPoolable(false);
        statement.close();
        if (pooling) {
            connection.session().pooled(statement);
        }
    }

    @Override
    public boolean isClosed() throws SQLException {
        return closed || statement.isClosed();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return connection.unwrapped(this, statement, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return live().isWrapperFor(type);
    }

    @Override
    public String toString() {
        return statement.toString();
    }
}
