package dev.thaw.session;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Statements that a borrower has closed and that his driver may keep in a pool of its own, with what their user has set and
 * with what the server was like when they were prepared. They stay there for as long as the session is borrowed, since the same
 * one may be in use again. Belongs to the borrowing thread.
 */
final class PooledStatements {
    private static final int MOST = 256;

    /** Of Connector/J's connection: the pool. */
    private static final String POOL = "serverSideStatementCache";

    private final List<Statement> noted = new ArrayList<>();

    /** Notes one, once; false where there is no room for it. */
    boolean add(Statement statement) {
        if (isNoted(statement)) {
            return true;
        }
        return noted.size() < MOST && noted.add(statement);
    }

    private boolean isNoted(Statement statement) {
        for (int i = noted.size() - 1; i >= 0; i--) {
            if (noted.get(i) == statement) {
                return true;
            }
        }
        return false;
    }

    /** Takes them out of the driver's pool, for good; also what the driver has prepared by itself, for batches that it rewrites. */
    void closeAll(Connection connection) {
        for (Statement statement : noted) {
            close(statement);
        }
        noted.clear();
        for (Object statement : pool(connection)) {
            close((Statement) statement);
        }
    }

    private static void close(Statement statement) {
        try {
            statement.setPoolable(false);
            statement.close();
        } catch (SQLException | RuntimeException closedAlready) {
            // It had left the pool.
        }
    }

    private static Object[] pool(Connection connection) {
        try {
            Field pool = connection.getClass().getDeclaredField(POOL);
            pool.setAccessible(true);
            return ((Map<?, ?>) pool.get(connection)).values().toArray();
        } catch (ReflectiveOperationException | RuntimeException noneOrElsewhere) {
            return new Object[0];
        }
    }
}
