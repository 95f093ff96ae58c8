package dev.thaw.intercept;

import dev.thaw.cache.Key;
import dev.thaw.session.Opener;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;

/**
 * What was asked for, and by what: enough to ask once more. Immutable, but for the application's own objects that it
 * refers to.
 */
final class Request implements Opener {
    private final Key key;
    private final Openings openings;
    private final Class<?> caller;
    private final String url;
    private Properties info;
    private final DataSource source;
    private final boolean withCredentials;
    private final String user;
    private final String password;

    /** DriverManager was asked. */
    Request(Key key, Openings openings, Class<?> caller, String url, Properties info) {
        this.key = key;
        this.openings = openings;
        this.caller = caller;
        this.url = url;
        this.info = info;
        this.source = null;
        this.withCredentials = false;
        this.user = null;
        this.password = null;
    }

    /** A DataSource was asked. */
    Request(Key key, Openings openings, DataSource source, boolean withCredentials, String user, String password) {
        this.key = key;
        this.openings = openings;
        this.caller = null;
        this.url = null;
        this.info = null;
        this.source = source;
        this.withCredentials = withCredentials;
        this.user = user;
        this.password = password;
    }

    Key key() {
        return key;
    }

    /** Before a driver sees what was asked: MariaDB's writes the options of the URL into the application's properties. */
    void keepsWhatWasAsked() {
        info = copyOf(info);
    }

    /** What was given to DriverManager; else what the DataSource says that it connects to, or null. */
    String url() {
        return source == null ? url : DataSourceUrl.of(source);
    }

    /** Null for a DataSource, whose URL only the opened connection tells for certain. */
    String givenUrl() {
        return url;
    }

    /** Null where the application has changed its objects since, so that it would be another connection. */
    @Override
    public Connection open() throws SQLException {
        Key now = source == null ? Keys.of(caller, url, info) : Keys.of(source, withCredentials, user, password);
        return key.equals(now) ? openings.openPatiently(this) : null;
    }

    /** Leads past our own hooks only when {@link Openings} calls it. */
    Connection openNow(DriverManagerBody driverManager) throws SQLException {
        if (source == null) {
            return driverManager.open(caller, url, copyOf(info));
        }
        return withCredentials ? source.getConnection(user, password) : source.getConnection();
    }

    private static Properties copyOf(Properties info) {
        return info == null ? null : (Properties) info.clone();
    }
}
