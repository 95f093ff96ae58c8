package dev.thaw.endtoend;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcDataSource;

/** What naive handlers do, once or twice each, by DriverManager and by DataSource. Its output tells all that it saw. */
public final class NaiveProgram {
    private interface Source {
        Connection open() throws SQLException;
    }

    private NaiveProgram() {}

    /** Arguments: URL, user, password. */
    public static void main(String[] arguments) throws SQLException {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(arguments[0]);
        dataSource.setUser(arguments[1]);
        dataSource.setPassword(arguments[2]);
        run(() -> DriverManager.getConnection(arguments[0], arguments[1], arguments[2]));
        run(dataSource::getConnection);
        try {
            DriverManager.getConnection(arguments[0], arguments[1], "wrong").close();
        } catch (SQLException e) {
            tell("wrong password", e);
        }
    }

    private static void run(Source source) throws SQLException {
        for (int cycle = 0; cycle < 2; cycle++) {
            select(source);
            transaction(source);
            twoAtOnce(source);
            mistakes(source);
        }
    }

    private static void select(Source source) throws SQLException {
        try (Connection connection = source.open();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS t");
            statement.execute("CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(20))");
            System.out.println(connection.getMetaData().getDatabaseProductName());
            System.out.println(connection.getAutoCommit() + " " + connection.isClosed());
        }
    }

    private static void transaction(Source source) throws SQLException {
        try (Connection connection = source.open()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?)")) {
                for (int id = 1; id <= 3; id++) {
                    insert.setInt(1, id);
                    insert.setString(2, "name " + id);
                    System.out.println(insert.executeUpdate());
                }
            }
            connection.commit();
            connection.createStatement().execute("DELETE FROM t");
        }
    }

    private static void twoAtOnce(Source source) throws SQLException {
        try (Connection outer = source.open();
                Connection inner = source.open();
                Statement statement = outer.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, name FROM t ORDER BY id")) {
            System.out.println(inner.isValid(5));
            while (rows.next()) {
                System.out.println(rows.getInt(1) + " " + rows.getString(2));
            }
        }
    }

    private static void mistakes(Source source) throws SQLException {
        Connection connection = source.open();
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO t VALUES (1, 'again')");
        } catch (SQLException e) {
            tell("duplicate", e);
        }
        connection.close();
        connection.close();
        System.out.println(connection.isClosed());
        try {
            connection.createStatement();
        } catch (SQLException e) {
            tell("closed", e);
        }
    }

    private static void tell(String what, SQLException e) {
        System.out.println(what + ": " + e.getClass().getName() + " " + e.getSQLState());
    }
}
