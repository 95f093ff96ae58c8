package dev.thaw.endtoend;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A wrapper as frameworks have it: the tenant of the calling thread decides what is asked. */
final class RoutingDataSource implements DataSource {
    private final ThreadLocal<String> tenant = new ThreadLocal<>();
    private final Map<String, Target> targets;

    /** Opens a tenant's connection. */
    interface Target {
        Connection open() throws SQLException;
    }

    RoutingDataSource(Map<String, Target> targets) {
        this.targets = targets;
    }

    void tenant(String name) {
        tenant.set(name);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return targets.get(tenant.get()).open();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("not a wrapper for " + type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
