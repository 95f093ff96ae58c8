package dev.thaw.handle;

import dev.thaw.session.Dependent;
import dev.thaw.session.DriverKind;
import dev.thaw.session.Session;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;

/** The result set that the application holds; its statement is the application's handle. */
public abstract class ResultSetHandle extends Dependent implements ResultSet {
    private static final String STREAM = "org.mariadb.jdbc.client.result.StreamingResult";

    private final ResultSet results;
    private final ConnectionHandle connection;
    /** Null until asked for where the driver made the statement itself, as for metadata. */
    private StatementHandle statement;
    /** Kept, since the driver gives out the same one again. */
    private ResultSetMetaDataHandle metaData;

    protected ResultSetHandle(ResultSet results, StatementHandle statement, ConnectionHandle connection) {
        this.results = results;
        this.statement = statement;
        this.connection = connection;
    }

    /** A handle of the same class on other results. */
    protected abstract ResultSetHandle another(
            ResultSet results, StatementHandle statement, ConnectionHandle connection);

    final boolean isOn(ResultSet raw) {
        return results == raw;
    }

    protected final ResultSet live() {
        return results;
    }

    /** For one of the driver's own methods that tells something and changes nothing. */
    protected final ResultSet told() {
        return results;
    }

    /** For a call that hands out the driver's insides or does what nobody can see through. */
    protected final ResultSet exposed() throws SQLException {
        if (!results.isClosed()) {
            connection.expose();
        }
        return results;
    }

    /** The driver's results, for a call that hands out a large object. */
    protected final ResultSet lasting() throws SQLException {
        connection.lendsLargeObject();
        return results;
    }

    /** The driver's results, for a call that may fetch more of them. A thread of its own may be in the midst of that. */
    protected final ResultSet fetching() throws SQLException {
        Session session = connection.session();
        if (!session.isOwnThread() && !results.isClosed()) {
            session.noteThread();
        }
        return results;
    }

    /** The driver's results, with the session ready for a change by way of them. */
    protected final ResultSet writable() throws SQLException {
        if (!results.isClosed()) {
            connection.beforeWork();
        }
        return results;
    }

    protected final <F extends Throwable> F failed(F failure) {
        return connection.failed(failure);
    }

    protected final Statement wrapped(Statement raw) throws SQLException {
        if (raw == null) {
            return null;
        }
        if (statement == null) {
            statement = connection.classes().statement(raw, connection);
        }
        return statement == null ? connection.exposed(raw) : statement;
    }

    protected final Object wrapped(Object value) throws SQLException {
        return connection.wrapped(value);
    }

    @Override
    public Statement getStatement() throws SQLException {
        return wrapped(results.getStatement());
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        ResultSetMetaData raw = results.getMetaData();
        if (metaData == null || !metaData.isOn(raw)) {
            ResultSetMetaData wrapped = connection.wrapped(raw);
            if (!(wrapped instanceof ResultSetMetaDataHandle)) {
                return wrapped;
            }
            metaData = (ResultSetMetaDataHandle) wrapped;
        }
        return metaData;
    }

    @Override
    public void close() throws SQLException {
        if (statement == null || !statement.gave(this)) {
            connection.closed(this);
        }
        fetching().close();
    }

    /**
     * Whether the driver would read the rest of a stream, however long that is, to close it without its connection. Connector/J's
     * close of the connection refuses then to roll back.
     *
     * @param driversOwn the statement whose results they are
     */
    final boolean isOnItsWay(Statement driversOwn) {
        try {
            return isStreamOf(driversOwn) && !results.isClosed() && !results.isAfterLast();
        } catch (SQLException closed) {
            return false;
        }
    }

    private boolean isStreamOf(Statement driversOwn) throws SQLException {
        return connection.session().driver() == DriverKind.CONNECTOR_J
                ? driversOwn.getFetchSize() == Integer.MIN_VALUE
                : STREAM.equals(results.getClass().getName());
    }

    @Override
    public void closeWithConnection() {
        try {
            results.close();
        } catch (SQLException e) {
            connection.session().failed(e);
        }
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return connection.unwrapped(this, results, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return results.isWrapperFor(type);
    }

    @Override
    public String toString() {
        return results.toString();
    }
}
