package dev.thaw.testkit.server;

import java.sql.Connection;
import java.sql.SQLException;

/** One session of the administrator, opened when first needed and kept for the many small questions of the counts. */
final class AdminSession implements AutoCloseable {
    /** A server in a storm may need seconds; one that has gone says so at once. */
    private static final int PATIENCE_SECONDS = 20;

    private final Opener opener;
    private Connection connection;

    AdminSession(Opener opener) {
        this.opener = opener;
    }

    /** Opens a new session. */
    interface Opener {
        Connection open() throws SQLException;
    }

    /** Something done with a session. */
    interface Work<R> {
        R with(Connection admin) throws SQLException;
    }

    /** Does the work on the session, alone. */
    synchronized <R> R call(Work<R> work) {
        try {
            // The server under test may have a short idle timeout.
            if (connection != null && !connection.isValid(PATIENCE_SECONDS)) {
                close();
            }
            if (connection == null) {
                connection = opener.open();
            }
            return work.with(connection);
        } catch (SQLException e) {
            close();
            throw new ServerException("the server did not answer its administrator", e);
        }
    }

    /** Ends the session; the next call opens another. */
    @Override
    public synchronized void close() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException alreadyBroken) {
                // Its server has ended: there is nothing left to end.
            }
            connection = null;
        }
    }
}
