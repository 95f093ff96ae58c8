package dev.thaw.demo.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The table {@code ledger (id, session)}, without a key: what is written twice is there twice. */
final class Ledger {

    private static final String SESSION =
            Login.url().startsWith("jdbc:postgresql:") ? "SELECT pg_backend_pid()" : "SELECT CONNECTION_ID()";

    private Ledger() {}

    /** The server's number for the connection's session. */
    static long session(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SESSION)) {
            row.next();
            return row.getLong(1);
        }
    }

    static int write(Connection connection, String id, long session) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO ledger (id, session) VALUES (?, ?)")) {
            insert.setString(1, id);
            insert.setLong(2, session);
            return insert.executeUpdate();
        }
    }
}
