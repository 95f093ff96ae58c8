package dev.thaw.dirt;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * One way to leave a session other than it was.
 *
 * @param name what is left; unique for a server
 * @param action what the borrower does before he closes the connection
 */
record Dirt(String name, Action action) {
    @FunctionalInterface
    interface Action {
        void on(Connection connection) throws SQLException;
    }

    /** Left by SQL; the statements run one after the other. */
    static Dirt sql(String... statements) {
        return new Dirt(String.join("; ", statements), connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        });
    }

    /** Left by SQL that is prepared. */
    static Dirt prepared(String sql) {
        return new Dirt("prepared: " + sql, connection -> {
            try (var statement = connection.prepareStatement(sql)) {
                statement.execute();
            }
        });
    }

    /** Left by JDBC's own methods. */
    static Dirt jdbc(String name, Action action) {
        return new Dirt(name, action);
    }

    @Override
    public String toString() {
        return name;
    }
}
