package dev.thaw.endtoend;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Ends, and writes what it has gathered as it does, by a connection that it holds. */
public final class LastWordsProgram {
    private final Connection held;
    private final String countSessions;

    private LastWordsProgram(Connection held, String countSessions) {
        this.held = held;
        this.countSessions = countSessions;
    }

    /** Arguments: URL, user, password; SQL that counts the user's sessions. */
    public static void main(String[] arguments) throws SQLException {
        LastWordsProgram program = new LastWordsProgram(open(arguments), arguments[3]);
        open(arguments).close();
        System.out.println(program.sessions() + " sessions");
        Runtime.getRuntime().addShutdownHook(new Thread(program::write));
        System.exit(0);
    }

    /** Once the other session has gone, and so the end of the idle ones has come. */
    private void write() {
        try (Statement statement = held.createStatement()) {
            while (sessions() > 1) {
                Thread.onSpinWait();
            }
            statement.execute("INSERT INTO words VALUES (1)");
            held.close();
            System.out.println("written");
        } catch (SQLException e) {
            System.out.println("lost: " + e);
        }
    }

    private int sessions() throws SQLException {
        try (Statement statement = held.createStatement();
                ResultSet row = statement.executeQuery(countSessions)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Connection open(String[] login) throws SQLException {
        return DriverManager.getConnection(login[0], login[1], login[2]);
    }
}
