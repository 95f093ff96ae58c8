package dev.thaw.cache;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.Executor;

/**
 * Asks a connection whether its server is still there, within a bounded time. Stateless, thread-safe.
 *
 * <p>The network timeout bounds what {@code isValid} alone does not: Connector/J takes twice the given time over TLS,
 * and MariaDB's driver may ignore it.
 */
public final class HealthCheck {
    /** Runs in the calling thread; drivers ask for an executor to set a network timeout. */
    public static final Executor DIRECT = new Executor() {
        @Override
        public void execute(Runnable task) {
            task.run();
        }
    };

    private HealthCheck() {}

    /**
     * Whether the server answers. The transaction must have been ended before: PostgreSQL's driver answers true inside
     * an aborted one.
     *
     * @param timeoutMillis bound for each network read; {@code isValid} gets it rounded up to whole seconds
     */
    public static boolean isAlive(Connection connection, long timeoutMillis) {
        int millis = bound(timeoutMillis);
        try {
            return isAliveBounded(connection, millis);
        } catch (SQLFeatureNotSupportedException | AbstractMethodError noNetworkTimeout) {
            return isValid(connection, millis);
        } catch (SQLException | RuntimeException dead) {
            return false;
        }
    }

    /** As a network timeout, where 0 would be none. */
    static int bound(long timeoutMillis) {
        return (int) Math.max(1, Math.min(timeoutMillis, Integer.MAX_VALUE));
    }

    private static boolean isAliveBounded(Connection connection, int millis) throws SQLException {
        int before = connection.getNetworkTimeout();
        connection.setNetworkTimeout(DIRECT, millis);
        if (!isValid(connection, millis)) {
            return false;
        }
        connection.setNetworkTimeout(DIRECT, before);
        return true;
    }

    private static boolean isValid(Connection connection, int millis) {
        try {
            return connection.isValid((int) ((millis + 999L) / 1000));
        } catch (SQLException | RuntimeException | AbstractMethodError dead) {
            return false;
        }
    }
}
