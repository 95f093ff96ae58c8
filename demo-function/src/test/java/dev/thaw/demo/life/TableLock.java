package dev.thaw.demo.life;

import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Locks the ledger, so that a handler's INSERT stays in the midst of its execution until the lock is let go. */
final class TableLock implements AutoCloseable {

    private static final String WAITING_IN_MYSQL = "SELECT COUNT(*) FROM information_schema.processlist"
            + " WHERE user = ? AND state LIKE 'Waiting for table%'";
    private static final String WAITING_IN_POSTGRES =
            "SELECT COUNT(*) FROM pg_stat_activity WHERE usename = ? AND wait_event_type = 'Lock'";

    private final Connection holder;
    private final Connection observer;
    private final String waitingSql;
    private final String user;

    TableLock(Database database, DriverKind driver) {
        boolean postgres = driver == DriverKind.POSTGRESQL;
        holder = database.admin();
        observer = database.admin();
        waitingSql = postgres ? WAITING_IN_POSTGRES : WAITING_IN_MYSQL;
        user = database.user();
        try (Statement lock = holder.createStatement()) {
            if (postgres) {
                holder.setAutoCommit(false);
            }
            lock.execute(postgres ? "LOCK TABLE ledger" : "LOCK TABLES ledger WRITE");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a statement of the application waits for the lock. */
    boolean isAwaited() {
        try (PreparedStatement waiting = observer.prepareStatement(waitingSql)) {
            waiting.setString(1, user);
            try (ResultSet row = waiting.executeQuery()) {
                row.next();
                return row.getInt(1) > 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets the lock go, if the server that held it is still there. */
    @Override
    public void close() {
        for (Connection connection : new Connection[] {holder, observer}) {
            try {
                connection.close();
            } catch (SQLException theServerHasEnded) {
                // And the lock with it.
            }
        }
    }
}
