package dev.thaw.demo.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Where and as whom to log in, from the function's environment. */
final class Login {

    private Login() {}

    static String url() {
        return System.getenv("DB_URL");
    }

    static String user() {
        return System.getenv("DB_USER");
    }

    static String password() {
        String file = System.getenv("DB_PASSWORD_FILE");
        try {
            return file == null ? System.getenv("DB_PASSWORD") : Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Connection byDriverManager() throws SQLException {
        return DriverManager.getConnection(url(), user(), password());
    }
}
