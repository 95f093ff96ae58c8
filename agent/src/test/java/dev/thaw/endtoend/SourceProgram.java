package dev.thaw.endtoend;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcDataSource;

/** Opens and closes three times by DriverManager, if told so, and three times by the driver's DataSource. */
public final class SourceProgram {
    private SourceProgram() {}

    /** Arguments: URL, user, password, and how often by DriverManager first. */
    public static void main(String[] arguments) throws SQLException {
        for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
            DriverManager.getConnection(arguments[0], arguments[1], arguments[2])
                    .close();
        }
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(arguments[0]);
        source.setUser(arguments[1]);
        source.setPassword(arguments[2]);
        for (int i = 0; i < 3; i++) {
            try (Connection connection = source.getConnection()) {
                System.out.println(connection.getAutoCommit());
            }
        }
    }
}
