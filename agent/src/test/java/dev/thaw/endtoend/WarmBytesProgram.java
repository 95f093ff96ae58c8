package dev.thaw.endtoend;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * Prints a line for each kind of work: the bytes that a warm invocation allocates beyond what the same work takes on a
 * connection that is held, and that the driver itself has opened.
 */
public final class WarmBytesProgram {
    private static final int TIMES = 500;

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private interface Invocation {
        void run() throws SQLException;
    }

    private WarmBytesProgram() {}

    /** Arguments: URL, user, password. The database has a table {@code item}. */
    public static void main(String[] arguments) throws SQLException {
        Properties credentials = new Properties();
        credentials.setProperty("user", arguments[1]);
        credentials.setProperty("password", arguments[2]);
        Work[] works = {WarmBytesProgram::query, WarmBytesProgram::prepared, WarmBytesProgram::transaction};
        for (Work work : works) {
            long held;
            // Past DriverManager, and so past the agent.
            try (Connection connection = DriverManager.getDriver(arguments[0]).connect(arguments[0], credentials)) {
                held = bytes(() -> work.on(connection));
            }
            System.out.println(bytes(() -> {
                        try (Connection connection =
                                DriverManager.getConnection(arguments[0], arguments[1], arguments[2])) {
                            work.on(connection);
                        }
                    })
                    - held);
        }
    }

    private static void query(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name FROM item WHERE id = 1")) {
            read(row);
        }
    }

    private static void prepared(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT name FROM item WHERE id = ?")) {
            statement.setInt(1, 1);
            try (ResultSet row = statement.executeQuery()) {
                read(row);
            }
        }
    }

    private static void transaction(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE item SET amount = amount + 1 WHERE id = 1");
            statement.executeUpdate("UPDATE item SET amount = amount - 1 WHERE id = 2");
        }
        connection.commit();
    }

    private static void read(ResultSet row) throws SQLException {
        if (!row.next()) {
            throw new IllegalStateException("no row");
        }
    }

    /** Of one invocation, once everything is loaded. */
    private static long bytes(Invocation invocation) throws SQLException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        repeat(invocation);
        long before = threads.getThreadAllocatedBytes(self);
        repeat(invocation);
        return (threads.getThreadAllocatedBytes(self) - before) / TIMES;
    }

    private static void repeat(Invocation invocation) throws SQLException {
        for (int i = 0; i < TIMES; i++) {
            invocation.run();
        }
    }
}
