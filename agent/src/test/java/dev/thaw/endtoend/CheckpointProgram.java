package dev.thaw.endtoend;

import dev.thaw.stub.crac.Core;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Holds a connection across a checkpoint, which a stub of the runtime's API tells of, while another one may be inside a call.
 * Prints how long the checkpoint took, waits for a line of input, and prints what the one it holds answers then.
 */
public final class CheckpointProgram {
    private CheckpointProgram() {}

    /** Arguments: URL, user, password; SQL that runs for long, or none, and SQL that counts the sessions that run it. */
    public static void main(String[] arguments) throws Exception {
        Connection held = open(arguments);
        select(held, "SELECT 1");
        if (arguments.length > 3) {
            Connection busy = open(arguments);
            Thread inside = new Thread(() -> endures(busy, arguments[3]));
            inside.setDaemon(true);
            inside.start();
            while (select(held, arguments[4]) == 0) {
                Thread.onSpinWait();
            }
        }
        long start = System.nanoTime();
        Core.getGlobalContext().checkpointAndRestore();
        System.out.println("took " + (System.nanoTime() - start) / 1_000_000);
        if (System.in.read() < 0) {
            throw new IllegalStateException("nobody has looked");
        }
        System.out.println("answer " + select(held, "SELECT 42"));
    }

    private static void endures(Connection connection, String sql) {
        try {
            select(connection, sql);
            System.out.println("it came to its end");
        } catch (SQLException dropped) {
            System.out.println("dropped");
        }
    }

    private static int select(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Connection open(String[] login) throws SQLException {
        return DriverManager.getConnection(login[0], login[1], login[2]);
    }
}
