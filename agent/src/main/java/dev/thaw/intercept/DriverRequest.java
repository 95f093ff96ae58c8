package dev.thaw.intercept;

import dev.thaw.cache.Key;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;

/** A driver itself was asked, by a wrapper. Immutable. */
final class DriverRequest extends UrlRequest {
    private final Driver driver;
    private final String servedUrl;

    /** @param servedUrl what the wrapper was asked for; null where only the connection tells what it leads to */
    DriverRequest(
            Key key,
            Openings openings,
            Driver driver,
            String servedUrl,
            String url,
            Snapshot info,
            SessionNames names) {
        super(key, openings, null, url, info, names);
        this.driver = driver;
        this.servedUrl = servedUrl;
    }

    @Override
    public String givenUrl() {
        return servedUrl;
    }

    @Override
    Connection ask(DriverManagerBody driverManager) throws SQLException {
        return driver.connect(url(), given());
    }
}
