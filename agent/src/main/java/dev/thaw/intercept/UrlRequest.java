package dev.thaw.intercept;

import dev.thaw.cache.Key;
import dev.thaw.session.DriverKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;

/** {@code DriverManager} was asked. Immutable. */
class UrlRequest implements Request {
    private final Key key;
    private final Openings openings;
    private final Class<?> caller;
    private final String url;
    private final Snapshot info;
    private final SessionNames names;

    UrlRequest(Key key, Openings openings, Class<?> caller, String url, Snapshot info, SessionNames names) {
        this.key = key;
        this.openings = openings;
        this.caller = caller;
        this.url = url;
        this.info = info;
        this.names = names;
    }

    @Override
    public final Key key() {
        return key;
    }

    final Openings openings() {
        return openings;
    }

    final Class<?> caller() {
        return caller;
    }

    final SessionNames names() {
        return names;
    }

    @Override
    public final DataSource source() {
        return null;
    }

    @Override
    public final String url() {
        return url;
    }

    @Override
    public String givenUrl() {
        return url;
    }

    @Override
    public final boolean isBeyond(DriverKind driver, Connection opened) throws SQLException {
        return !driver.hasOpened(opened, url);
    }

    @Override
    public final boolean isOfProvenDriver() {
        return DriverKind.isProven(url);
    }

    @Override
    public final boolean isStillAsked() {
        return true;
    }

    /** The properties that the driver gets instead of the application's. */
    final Properties given() {
        Properties given = info.copy();
        names.addTo(given, url);
        return given;
    }

    @Override
    public final Connection open() throws SQLException {
        return openings.openPatiently(this);
    }

    @Override
    public final Connection openNow(DriverManagerBody driverManager) throws SQLException {
        // H2's driver has wiped a password of characters.
        return info.hasArrays() ? null : ask(driverManager);
    }

    Connection ask(DriverManagerBody driverManager) throws SQLException {
        return driverManager.open(caller, url, given());
    }
}
