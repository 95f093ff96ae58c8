package dev.thaw.demo;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** Reads its password anew in each invocation, from the file {@code DB_PASSWORD_FILE}: secrets are rotated. */
public class MountedSecretHandler implements RequestHandler<Map<String, Object>, Answer> {

    private int invocations;

    @Override
    public Answer handleRequest(Map<String, Object> event, Context context) {
        invocations++;
        try (Connection connection =
                        DriverManager.getConnection(System.getenv("DB_URL"), System.getenv("DB_USER"), password());
                Statement statement = connection.createStatement();
                ResultSet resultSet = statement.executeQuery("SELECT 3 + 2, CONNECTION_ID()")) {
            resultSet.next();
            return new Answer(invocations, resultSet.getLong(2), resultSet.getInt(1));
        } catch (SQLException e) {
            throw new RuntimeException(e);
        }
    }

    private static String password() {
        try {
            return Files.readString(Path.of(System.getenv("DB_PASSWORD_FILE"))).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
