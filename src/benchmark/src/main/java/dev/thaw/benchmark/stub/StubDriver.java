package dev.thaw.benchmark.stub;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.util.Properties;
import java.util.logging.Logger;

/** The driver; whoever uses it through {@code DriverManager} registers it. Stateless, thread-safe. */
public final class StubDriver implements Driver {
    public static final String URL = "jdbc:stub://127.0.0.1/benchmark";

    @Override
    public Connection connect(String url, Properties info) {
        return acceptsURL(url) ? StubConnection.open() : null;
    }

    @Override
    public boolean acceptsURL(String url) {
        return URL.equals(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
