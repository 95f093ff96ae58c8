package dev.thaw.contract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Who had the connection before, and what he left when he closed it. */
final class Predecessor {
    private Predecessor() {}

    /** Uses the connection; the caller closes it. */
    static void leaves(Way way, Connection connection, Target target) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
        if (way == Way.SOILED) {
            soil(connection, target);
        }
        if (way == Way.DIRTY || way == Way.SOILED) {
            dirty(connection);
        }
    }

    /** All that JDBC's own methods can do and a connection can be kept after. */
    private static void dirty(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        connection.setAutoCommit(false);
        connection.setNetworkTimeout(Runnable::run, 123_456);
        connection.setHoldability(
                connection.getHoldability() == ResultSet.HOLD_CURSORS_OVER_COMMIT
                        ? ResultSet.CLOSE_CURSORS_AT_COMMIT
                        : ResultSet.HOLD_CURSORS_OVER_COMMIT);
        leaveOpen(connection);
        connection.setSavepoint("left");
        fail(connection);
        connection.rollback();
        connection.setReadOnly(true);
    }

    @SuppressWarnings("resource") // left open on purpose
    private static void leaveOpen(Connection connection) throws SQLException {
        Statement insert = connection.createStatement();
        insert.executeUpdate("INSERT INTO item (name) VALUES ('uncommitted')", Statement.RETURN_GENERATED_KEYS);
        Statement cursor = connection.createStatement();
        cursor.setFetchSize(2);
        cursor.setMaxRows(3);
        cursor.setQueryTimeout(7);
        ResultSet unread = cursor.executeQuery("SELECT id FROM item ORDER BY id");
        unread.next();
        PreparedStatement batch = connection.prepareStatement("INSERT INTO item (name) VALUES (?)");
        batch.setString(1, "never sent");
        batch.addBatch();
    }

    private static void fail(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT wrong FROM nothing");
            throw new IllegalStateException("the statement must fail");
        } catch (SQLException expected) {
            connection.clearWarnings();
        }
    }

    /** What only a reset or a close undoes. */
    private static void soil(Connection connection, Target target) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : traces(target)) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> traces(Target target) {
        return switch (target.dialect()) {
            case MYSQL ->
                List.of(
                        "SET time_zone = '+05:00', sql_mode = 'ANSI_QUOTES', @trace = 1",
                        "SET collation_connection = 'utf8mb4_bin'",
                        "CREATE TEMPORARY TABLE extra (a INT)",
                        "SELECT GET_LOCK('left', 0)");
            case POSTGRESQL ->
                List.of(
                        "SET TIME ZONE 'Asia/Tokyo'",
                        "SET search_path TO pg_catalog, public",
                        "CREATE TEMPORARY TABLE extra (a INT)",
                        "SELECT pg_advisory_lock(4711)");
            case H2 ->
                List.of("SET TIME ZONE 'Asia/Tokyo'", "SET @trace = 1", "CREATE LOCAL TEMPORARY TABLE extra (a INT)");
        };
    }
}
