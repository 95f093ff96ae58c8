package dev.thaw.intercept;

import dev.thaw.cache.Key;
import dev.thaw.session.DriverKind;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A DataSource was asked. Immutable, but for the DataSource, which stays the application's to change. */
final class SourceRequest implements Request {
    private final Key key;
    private final Openings openings;
    private final Keys keys;
    private final DataSource source;
    private final boolean withCredentials;
    private final String user;
    private final String password;

    SourceRequest(
            Key key,
            Openings openings,
            Keys keys,
            DataSource source,
            boolean withCredentials,
            String user,
            String password) {
        this.key = key;
        this.openings = openings;
        this.keys = keys;
        this.source = source;
        this.withCredentials = withCredentials;
        this.user = user;
        this.password = password;
    }

    @Override
    public Key key() {
        return key;
    }

    @Override
    public DataSource source() {
        return source;
    }

    /** Whether it was asked by a user and a password. */
    boolean isWithCredentials() {
        return withCredentials;
    }

    @Override
    public String url() {
        return DataSourceUrl.of(source);
    }

    @Override
    public String givenUrl() {
        return null;
    }

    @Override
    public boolean isBeyond(DriverKind driver, Connection opened) {
        return false;
    }

    @Override
    public boolean isOfProvenDriver() {
        return DriverKind.ofClassName(source.getClass().getName()) != null;
    }

    @Override
    public boolean isStillAsked() {
        return keys.isStill(key, source, withCredentials, user, password);
    }

    /** Null where it would be another connection now. */
    @Override
    public Connection open() throws SQLException {
        return isStillAsked() ? openings.openPatiently(this) : null;
    }

    @Override
    public Connection openNow(DriverManagerBody driverManager) throws SQLException {
        return withCredentials ? source.getConnection(user, password) : source.getConnection();
    }
}
