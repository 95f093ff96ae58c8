package dev.thaw.cache;

import java.sql.Connection;
import java.sql.SQLException;

/** Ends physical connections. Never throws: the application has let go of them long ago. Stateless, thread-safe. */
public final class Disposal {
    private Disposal() {}

    /** Says goodbye to the server, as the application's own {@code close()} would have. */
    public static void close(Connection connection) {
        closed(connection);
    }

    private static boolean closed(Connection connection) {
        try {
            connection.close();
            return true;
        } catch (SQLException | RuntimeException alreadyGone) {
            abort(connection);
            return false;
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
        return closed(connection);
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
