package dev.thaw.endtoend;

import dev.thaw.testkit.measure.AllocatedBytes;
import dev.thaw.testkit.server.DriverKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Prints what a warm invocation allocates beyond what the same work takes on a connection that is held, and that the driver itself has
 * opened: a line for each kind of work by {@code DriverManager}, then one for each other way to a connection.
 */
public final class WarmBytesProgram {
    private static final int TIMES = 500;

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private interface Way {
        Connection open() throws SQLException;
    }

    private WarmBytesProgram() {}

    /** Arguments: driver, URL, user, password. The database has a table {@code item}. */
    public static void main(String[] arguments) throws SQLException {
        DriverKind driver = DriverKind.valueOf(arguments[0]);
        String url = arguments[1];
        String user = arguments[2];
        String password = arguments[3];
        // Past DriverManager, and so past the agent.
        try (Connection held = DriverManager.getDriver(url).connect(url, Opening.properties(user, password))) {
            Way byStrings = () -> DriverManager.getConnection(url, user, password);
            tell(WarmBytesProgram::query, byStrings, held);
            tell(WarmBytesProgram::prepared, byStrings, held);
            tell(WarmBytesProgram::transaction, byStrings, held);

            Work select = WarmBytesProgram::prepared;
            tell(select, () -> DriverManager.getConnection(url, Opening.properties(user, password)), held);
            DataSource kept = Opening.dataSource(driver, url, user, password);
            tell(select, kept::getConnection, held);
            long made = AllocatedBytes.ofOne(TIMES, () -> Opening.dataSource(driver, url, user, password));
            System.out.println(beyond(
                            select,
                            () -> Opening.dataSource(driver, url, user, password)
                                    .getConnection(),
                            held)
                    - made);
        }
    }

    private static void tell(Work work, Way way, Connection held) throws SQLException {
        System.out.println(beyond(work, way, held));
    }

    private static long beyond(Work work, Way way, Connection held) throws SQLException {
        return AllocatedBytes.ofOne(TIMES, () -> {
                    try (Connection connection = way.open()) {
                        work.on(connection);
                    }
                })
                - AllocatedBytes.ofOne(TIMES, () -> work.on(held));
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
        connection.setAutoCommit(true);
    }

    private static void read(ResultSet row) throws SQLException {
        if (!row.next()) {
            throw new IllegalStateException("no row");
        }
    }
}
