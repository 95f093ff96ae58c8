package dev.thaw.demo;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/** Opens a connection in each invocation and never closes anything. */
public class ForgetfulHandler implements RequestHandler<Map<String, Object>, Answer> {

    private int invocations;

    @Override
    public Answer handleRequest(Map<String, Object> event, Context context) {
        invocations++;
        try {
            Connection connection = DriverManager.getConnection(
                    System.getenv("DB_URL"), System.getenv("DB_USER"), System.getenv("DB_PASSWORD"));
            ResultSet resultSet = connection.createStatement().executeQuery("SELECT 3 + 2, CONNECTION_ID()");
            resultSet.next();
            return new Answer(invocations, resultSet.getLong(2), resultSet.getInt(1));
        } catch (SQLException e) {
            throw new RuntimeException(e);
        }
    }
}
