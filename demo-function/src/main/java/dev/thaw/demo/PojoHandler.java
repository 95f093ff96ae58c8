package dev.thaw.demo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;

/** A plain class without Lambda's interfaces; the function's handler is {@code dev.thaw.demo.PojoHandler::answer}. */
public class PojoHandler {

    private int invocations;

    /** Asks the database for a sum. */
    public Answer answer(Map<String, Object> event) throws SQLException {
        invocations++;
        Properties login = new Properties();
        login.setProperty("user", System.getenv("DB_USER"));
        login.setProperty("password", System.getenv("DB_PASSWORD"));
        try (Connection connection = DriverManager.getConnection(System.getenv("DB_URL"), login);
                Statement statement = connection.createStatement();
                ResultSet resultSet = statement.executeQuery("SELECT 3 + 2, CONNECTION_ID()")) {
            resultSet.next();
            return new Answer(invocations, resultSet.getLong(2), resultSet.getInt(1));
        }
    }
}
