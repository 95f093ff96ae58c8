package dev.thaw.cache;

import java.sql.Connection;
import java.sql.SQLException;

/** Ends physical connections. Never throws: the application has let go of most of them long ago. Stateless, thread-safe. */
public final class Disposal {
    private Disposal() {}

    /**
     * Says goodbye to the server, as the application's own {@code close()} would have.
     *
     * @return what that would have thrown; null for nothing
     */
    public static SQLException close(Connection connection) {
        Exception failure = closed(connection);
        return failure instanceof SQLException ? (SQLException) failure : null;
    }

    private static Exception closed(Connection connection) {
        try {
            connection.close();
            return null;
        } catch (SQLException | RuntimeException failure) {
            abort(connection);
            return failure;
        }
    }

    /**
     * The same for one that was idle, so that nobody knows whether its server still answers: Connector/J asks that for a rollback where
     * autocommit is off, and without a bound would wait for hours.
     *
     * @param timeoutMillis bound for each network read
     * @return false where it was dropped instead
     */
    static boolean closeWithin(Connection connection, long timeoutMillis) {
        try {
            connection.setNetworkTimeout(HealthCheck.DIRECT, HealthCheck.bound(timeoutMillis));
        } catch (SQLException | RuntimeException | AbstractMethodError noneOrGone) {
            // Its close tells.
        }
        return closed(connection) == null;
    }

    /** Drops a connection whose server does not answer: no goodbye, since that could wait for it. */
    public static void abort(Connection connection) {
        try {
            connection.abort(HealthCheck.DIRECT);
        } catch (SQLException | RuntimeException | AbstractMethodError alreadyGone) {
            // Nothing is left to do: the driver has no open socket, or no way to close one.
        }
    }
}
