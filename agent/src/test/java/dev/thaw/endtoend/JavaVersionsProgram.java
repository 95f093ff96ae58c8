package dev.thaw.endtoend;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * What a naive handler does, by DriverManager and by a DataSource that is kept. It is compiled for Java 11
 * and needs nothing but the driver. Its output tells all that it saw.
 */
public final class JavaVersionsProgram {
    /** More than it takes until a DataSource is known. */
    static final int OFTEN = 20;

    private JavaVersionsProgram() {}

    /** Arguments: class of the driver's DataSource, URL, user, password. */
    public static void main(String[] arguments) throws SQLException, ReflectiveOperationException {
        DataSource source = Class.forName(arguments[0])
                .asSubclass(DataSource.class)
                .getDeclaredConstructor()
                .newInstance();
        source.getClass().getMethod("setUrl", String.class).invoke(source, arguments[1]);
        source.getClass().getMethod("setUser", String.class).invoke(source, arguments[2]);
        source.getClass().getMethod("setPassword", String.class).invoke(source, arguments[3]);
        for (int i = 0; i < OFTEN; i++) {
            work(DriverManager.getConnection(arguments[1], arguments[2], arguments[3]), i);
            work(source.getConnection(), i);
        }
    }

    private static void work(Connection opened, int value) throws SQLException {
        try (Connection connection = opened) {
            System.out.println(
                    connection.getAutoCommit() + " " + connection.getMetaData().getURL());
            connection.setAutoCommit(false);
            try (PreparedStatement select = connection.prepareStatement("SELECT CAST(? AS DECIMAL) + 1")) {
                select.setInt(1, value);
                try (ResultSet rows = select.executeQuery()) {
                    rows.next();
                    System.out.println(rows.getInt(1));
                }
            }
            connection.commit();
        }
        try {
            opened.prepareStatement("SELECT 1").executeQuery();
            System.out.println("open");
        } catch (SQLException closed) {
            System.out.println("closed");
        }
    }
}
