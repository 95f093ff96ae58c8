package dev.thaw.demo;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** In the manner of AWS's sample for Lambda and RDS: {@code DriverManager} in try-with-resources. */
public class AwsSampleHandler implements RequestHandler<Map<String, Object>, Answer> {

    private static final Logger LOG = LoggerFactory.getLogger(AwsSampleHandler.class);

    private int invocations;

    @Override
    public Answer handleRequest(Map<String, Object> event, Context context) {
        invocations++;
        try (Connection connection = DriverManager.getConnection(
                        System.getenv("DB_URL"), System.getenv("DB_USER"), System.getenv("DB_PASSWORD"));
                PreparedStatement statement =
                        connection.prepareStatement("SELECT ? + ? AS sum, CONNECTION_ID() AS session")) {
            statement.setInt(1, 3);
            statement.setInt(2, 2);
            try (ResultSet resultSet = statement.executeQuery()) {
                resultSet.next();
                LOG.info("The selected sum is: {}", resultSet.getInt("sum"));
                return new Answer(invocations, resultSet.getLong("session"), resultSet.getInt("sum"));
            }
        } catch (SQLException e) {
            throw new RuntimeException(e);
        }
    }
}
