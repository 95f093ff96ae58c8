package dev.thaw.cache;

import java.sql.Connection;
import java.sql.SQLException;

/** Ends physical connections. Never throws: the application has let go of them long ago. Stateless, thread-safe. */
public final class Disposal {
    private Disposal() {}

    /** Says goodbye to the server, as the application's own {@code close()} would have. */
    public static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException | RuntimeException alreadyGone) {
            abort(connection);
        }
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
