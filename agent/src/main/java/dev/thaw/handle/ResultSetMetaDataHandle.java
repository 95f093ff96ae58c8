package dev.thaw.handle;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** What the application holds of PostgreSQL's results: its driver asks the server for some of it, at any time and once. */
public abstract class ResultSetMetaDataHandle implements ResultSetMetaData {
    private final ResultSetMetaData metaData;
    private final ConnectionHandle connection;
    private boolean asked;

    protected ResultSetMetaDataHandle(ResultSetMetaData metaData, ConnectionHandle connection) {
        this.metaData = metaData;
        this.connection = connection;
    }

    /** A handle of the same class on other metadata. */
    protected abstract ResultSetMetaDataHandle another(ResultSetMetaData metaData, ConnectionHandle connection);

    final boolean isOn(ResultSetMetaData raw) {
        return metaData == raw;
    }

    /** The driver's metadata, with the session ready for its query. */
    protected final ResultSetMetaData live() throws SQLException {
        if (!asked) {
            connection.beforeWork();
            asked = true;
        }
        return metaData;
    }

    /** The driver's metadata, for what came with the results. */
    protected final ResultSetMetaData known() {
        return metaData;
    }

    /** For one of the driver's own methods. */
    protected final ResultSetMetaData told() throws SQLException {
        return live();
    }

    /** For a call that hands out the driver's insides or does what nobody can see through. */
    protected final ResultSetMetaData exposed() throws SQLException {
        connection.expose();
        return metaData;
    }

    protected final <F extends Throwable> F failed(F failure) {
        asked = false;
        return connection.failed(failure);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return connection.unwrapped(this, metaData, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return metaData.isWrapperFor(type);
    }

    @Override
    public String toString() {
        return metaData.toString();
    }
}
