package dev.thaw.intercept;

import dev.thaw.cache.Key;
import dev.thaw.session.DriverKind;
import dev.thaw.session.Opener;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;

/**
 * What was asked for, and by what: enough to ask once more. Immutable, but for a DataSource, which stays the
 * application's to change.
 */
final class Request implements Opener {
    private final Key key;
    private final Openings openings;
    private final Keys keys;
    private final Class<?> caller;
    private final Driver driver;
    private final String url;
    private final String servedUrl;
    private final Snapshot info;
    private final DataSource source;
    private final boolean withCredentials;
    private final String user;
    private final String password;
    private final SessionNames names;

    /** DriverManager was asked. */
    Request(Key key, Openings openings, Class<?> caller, String url, Snapshot info, SessionNames names) {
        this(key, openings, caller, null, url, url, info, names);
    }

    /**
     * A driver was asked by a wrapper.
     *
     * @param servedUrl what the wrapper was asked for; null where only the connection tells what it leads to
     */
    Request(
            Key key,
            Openings openings,
            Driver driver,
            String servedUrl,
            String url,
            Snapshot info,
            SessionNames names) {
        this(key, openings, null, driver, servedUrl, url, info, names);
    }

    private Request(
            Key key,
            Openings openings,
            Class<?> caller,
            Driver driver,
            String servedUrl,
            String url,
            Snapshot info,
            SessionNames names) {
        this.key = key;
        this.openings = openings;
        this.keys = null;
        this.caller = caller;
        this.driver = driver;
        this.servedUrl = servedUrl;
        this.url = url;
        this.info = info;
        this.source = null;
        this.withCredentials = false;
        this.user = null;
        this.password = null;
        this.names = names;
    }

    /** Whether such a driver was asked for another URL, if at all: who was asked for this one may choose differently each time. */
    boolean isBeyond(DriverKind driver, Connection opened) throws SQLException {
        return url != null && !driver.hasOpened(opened, url);
    }

    /** Whether it fell to a driver whose refusals are known. */
    boolean isOfProvenDriver() {
        return url == null ? DriverKind.ofClassName(source.getClass().getName()) != null : DriverKind.isProven(url);
    }

    /** A DataSource was asked. */
    Request(
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
        this.caller = null;
        this.driver = null;
        this.servedUrl = null;
        this.url = null;
        this.info = null;
        this.source = source;
        this.withCredentials = withCredentials;
        this.user = user;
        this.password = password;
        this.names = null;
    }

    Key key() {
        return key;
    }

    Openings openings() {
        return openings;
    }

    Class<?> caller() {
        return caller;
    }

    SessionNames names() {
        return names;
    }

    /** What was given to DriverManager or a driver; else what the DataSource says that it connects to, or null. */
    String url() {
        return source == null ? url : DataSourceUrl.of(source);
    }

    /** What decides whether it is served. Null for a DataSource, whose URL only the opened connection tells for certain. */
    String givenUrl() {
        return servedUrl;
    }

    /** The properties that the driver gets instead of the application's. */
    Properties given() {
        Properties given = info.copy();
        names.addTo(given, url);
        return given;
    }

    boolean isOf(Object one) {
        return source == one;
    }

    /** Whether the DataSource was asked by a user and a password. */
    boolean isWithCredentials() {
        return withCredentials;
    }

    DataSource source() {
        return source;
    }

    /** Whether its key says nothing of a token, which expires. */
    boolean isLasting() {
        return key.maxAgeMillis() == Long.MAX_VALUE;
    }

    /** Whether it would be asked for by the same key now: the application may have changed its DataSource since. */
    boolean isStillAsked() {
        return source == null || keys.isStill(key, source, withCredentials, user, password);
    }

    /** Null where it would be another connection now. */
    @Override
    public Connection open() throws SQLException {
        return isStillAsked() ? openings.openPatiently(this) : null;
    }

    /** Leads past our own hooks only when {@link Openings} calls it. Null where it cannot be asked again. */
    Connection openNow(DriverManagerBody driverManager) throws SQLException {
        if (source == null) {
            // H2's driver has wiped a password of characters.
            if (info.hasArrays()) {
                return null;
            }
            return driver == null ? driverManager.open(caller, url, given()) : driver.connect(url, given());
        }
        return withCredentials ? source.getConnection(user, password) : source.getConnection();
    }
}
