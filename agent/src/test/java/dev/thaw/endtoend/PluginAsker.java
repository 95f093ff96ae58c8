package dev.thaw.endtoend;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.function.Function;
import org.postgresql.PGConnection;

/** Asks DriverManager, out of whatever class loader it is in, and tells whose driver's connection it got. */
public final class PluginAsker implements Function<String[], String> {
    public PluginAsker() {
        try {
            Class.forName("org.postgresql.Driver");
        } catch (ClassNotFoundException noDriverHere) {
            // Then nothing is offered to this class.
        }
    }

    @Override
    public String apply(String[] login) {
        try (Connection connection = DriverManager.getConnection(login[0], login[1], login[2])) {
            return connection instanceof PGConnection ? "own" : "foreign";
        } catch (SQLException e) {
            return e.getSQLState();
        }
    }
}
