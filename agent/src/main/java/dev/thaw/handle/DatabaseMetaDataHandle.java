package dev.thaw.handle;

import dev.thaw.session.DriverKind;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The metadata that the application holds; its connection is the application's handle. */
public abstract class DatabaseMetaDataHandle implements DatabaseMetaData {
    private final DatabaseMetaData metaData;
    private final ConnectionHandle connection;

    protected DatabaseMetaDataHandle(DatabaseMetaData metaData, ConnectionHandle connection) {
        this.metaData = metaData;
        this.connection = connection;
    }

    /** A handle of the same class on other metadata. */
    protected abstract DatabaseMetaDataHandle another(DatabaseMetaData metaData, ConnectionHandle connection);

    /** The driver's metadata, with the session ready for a query of its own. */
    protected final DatabaseMetaData live() throws SQLException {
        connection.beforeWork();
        return metaData;
    }

    /** The driver's metadata, for what it knows by itself; H2's asks its server for nearly all. */
    protected final DatabaseMetaData known() throws SQLException {
        return connection.session().driver() == DriverKind.H2 ? live() : metaData;
    }

    final boolean isOn(DatabaseMetaData raw) {
        return metaData == raw;
    }

    /** For one of the driver's own methods that tells something and changes nothing. */
    protected final DatabaseMetaData told() {
        return metaData;
    }

    /** For a call that hands out the driver's insides or does what nobody can see through. */
    protected final DatabaseMetaData exposed() throws SQLException {
        connection.expose();
        return metaData;
    }

    protected final <F extends Throwable> F failed(F failure) {
        return connection.failed(failure);
    }

    protected final ResultSet wrapped(ResultSet results) throws SQLException {
        return connection.wrapped(results);
    }

    protected final Connection wrapped(Connection raw) {
        return connection.wrapped(raw);
    }

    @Override
    public String getURL() throws SQLException {
        return connection.session().url(known().getURL());
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
