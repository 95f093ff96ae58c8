package dev.thaw.benchmark.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What an invocation does with its connection; opening and closing it is not its matter. */
enum Handler {
    SELECT("one select") {
        @Override
        void handle(Connection connection) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement("SELECT name FROM item WHERE id = ?")) {
                statement.setInt(1, 1);
                try (ResultSet row = statement.executeQuery()) {
                    if (!row.next()) {
                        throw new IllegalStateException("no row");
                    }
                }
            }
        }
    },
    TRANSACTION("a transaction of two updates") {
        @Override
        void handle(Connection connection) throws SQLException {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE item SET amount = amount + 1 WHERE id = 1");
                statement.executeUpdate("UPDATE item SET amount = amount - 1 WHERE id = 2");
            }
            connection.commit();
        }
    };

    static final String[] TABLE = {
        "CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(40), amount INT NOT NULL)",
        "INSERT INTO item VALUES (1, 'apple', 0), (2, 'pear', 0)"
    };

    private final String title;

    Handler(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    abstract void handle(Connection connection) throws SQLException;
}
