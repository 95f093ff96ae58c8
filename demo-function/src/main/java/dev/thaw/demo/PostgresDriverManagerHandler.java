package dev.thaw.demo;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** PostgreSQL through {@code DriverManager} in try-with-resources. */
public class PostgresDriverManagerHandler implements RequestHandler<Map<String, Object>, Answer> {

    private int invocations;

    @Override
    public Answer handleRequest(Map<String, Object> event, Context context) {
        invocations++;
        try (Connection connection = DriverManager.getConnection(
                        System.getenv("DB_URL"), System.getenv("DB_USER"), System.getenv("DB_PASSWORD"));
                PreparedStatement statement =
                        connection.prepareStatement("SELECT ? + ? AS sum, pg_backend_pid() AS session")) {
            statement.setInt(1, 3);
            statement.setInt(2, 2);
            try (ResultSet resultSet = statement.executeQuery()) {
                resultSet.next();
                return new Answer(invocations, resultSet.getLong("session"), resultSet.getInt("sum"));
            }
        } catch (SQLException e) {
            throw new RuntimeException(e);
        }
    }
}
