package dev.thaw.demo;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL through its driver's DataSource, built anew in each invocation. */
public class PostgresDataSourceHandler implements RequestHandler<Map<String, Object>, Answer> {

    private int invocations;

    @Override
    public Answer handleRequest(Map<String, Object> event, Context context) {
        invocations++;
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setURL(System.getenv("DB_URL"));
        dataSource.setUser(System.getenv("DB_USER"));
        dataSource.setPassword(System.getenv("DB_PASSWORD"));
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT quantity, pg_backend_pid() FROM stock WHERE product = ?")) {
            statement.setString(1, "book");
            try (ResultSet resultSet = statement.executeQuery()) {
                resultSet.next();
                return new Answer(invocations, resultSet.getLong(2), resultSet.getLong(1));
            }
        } catch (SQLException e) {
            throw new RuntimeException(e);
        }
    }
}
