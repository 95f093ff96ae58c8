package dev.thaw.demo;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** The advice of many articles: one static connection, opened outside the handler and never checked again. */
public class StaticConnectionHandler implements RequestHandler<Map<String, Object>, Answer> {

    private static final Connection CONNECTION = connect();

    private int invocations;

    private static Connection connect() {
        try {
            return DriverManager.getConnection(
                    System.getenv("DB_URL"), System.getenv("DB_USER"), System.getenv("DB_PASSWORD"));
        } catch (SQLException e) {
            throw new RuntimeException(e);
        }
    }

    @Override
    public Answer handleRequest(Map<String, Object> event, Context context) {
        invocations++;
        try (Statement statement = CONNECTION.createStatement();
                ResultSet resultSet = statement.executeQuery("SELECT 3 + 2, CONNECTION_ID()")) {
            resultSet.next();
            return new Answer(invocations, resultSet.getLong(2), resultSet.getInt(1));
        } catch (SQLException e) {
            throw new RuntimeException(e);
        }
    }
}
