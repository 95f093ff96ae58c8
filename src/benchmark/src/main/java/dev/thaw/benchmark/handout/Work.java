package dev.thaw.benchmark.handout;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What one operation of a slice does. */
enum Work {
    /** A connection is asked for and closed. */
    OPEN_CLOSE("open/close") {
        @Override
        long run(Opener opener, int times) throws SQLException {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                try (Connection connection = opener.open()) {
                    sum += connection == null ? 0 : 1;
                }
            }
            return sum;
        }
    },
    /** On an open connection a statement is made and closed. */
    BARE_STATEMENT("create/close statement") {
        @Override
        long run(Opener opener, int times) throws SQLException {
            long sum = 0;
            try (Connection connection = opener.open()) {
                for (int i = 0; i < times; i++) {
                    try (Statement statement = connection.createStatement()) {
                        sum += statement == null ? 0 : 1;
                    }
                }
            }
            return sum;
        }
    },
    /** On an open connection: a statement, its query, its row, and both closed. */
    STATEMENT("statement cycle") {
        @Override
        long run(Opener opener, int times) throws SQLException {
            long sum = 0;
            try (Connection connection = opener.open()) {
                for (int i = 0; i < times; i++) {
                    try (Statement statement = connection.createStatement();
                            ResultSet rows = statement.executeQuery(QUERY)) {
                        sum += rows.next() ? 1 : 0;
                    }
                }
            }
            return sum;
        }
    },
    /** What a handler does: open, prepare, set, execute, read, close all. */
    TYPICAL("typical cycle") {
        @Override
        long run(Opener opener, int times) throws SQLException {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                try (Connection connection = opener.open();
                        PreparedStatement statement = connection.prepareStatement(QUERY)) {
                    statement.setInt(1, 1);
                    try (ResultSet rows = statement.executeQuery()) {
                        sum += rows.next() ? rows.getInt(1) : 0;
                    }
                }
            }
            return sum;
        }
    },
    /** The same with an update in a transaction. */
    TRANSACTION("transactional cycle") {
        @Override
        long run(Opener opener, int times) throws SQLException {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                try (Connection connection = opener.open()) {
                    connection.setAutoCommit(false);
                    try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
                        statement.setInt(1, 1);
                        sum += statement.executeUpdate();
                    }
                    connection.commit();
                }
            }
            return sum;
        }
    };

    private static final String QUERY = "SELECT amount FROM item WHERE id = ?";
    private static final String UPDATE = "UPDATE item SET amount = amount + 1 WHERE id = ?";

    private final String title;

    Work(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /**
     * Runs the operation so many times.
     *
     * @return {@code times}, where nothing was skipped
     */
    abstract long run(Opener opener, int times) throws SQLException;
}
