package dev.thaw.random;

import dev.thaw.contract.Arena;
import dev.thaw.contract.Opener;
import dev.thaw.contract.Rendering;
import dev.thaw.contract.Target;
import dev.thaw.testkit.server.JdbcUrl;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;

/** One side of the comparison: an application with a few JDBC objects in its hands. Not thread-safe. */
final class World implements AutoCloseable {
    private final Arena arena;
    private final boolean handedOut;
    private final JdbcUrl url;
    private final String urlText;
    private final Properties credentials;
    private Opener opener;
    private Connection connection;
    private Statement statement;
    private PreparedStatement prepared;
    private ResultSet results;
    private Savepoint savepoint;

    World(Target target, boolean handedOut) throws SQLException {
        this.arena = new Arena(target);
        this.handedOut = handedOut;
        this.url = arena.url(Map.of());
        this.urlText = url.toString();
        this.credentials = arena.credentials();
        forget();
    }

    /** From now on the agent knows no connection of this side. */
    void forget() throws SQLException {
        letGo();
        opener = Opener.ofItsOwn();
    }

    private void letGo() throws SQLException {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** Back to the start: no object, the rows that every sequence begins with. */
    void begin() throws SQLException {
        letGo();
        arena.refillItems();
        open();
    }

    void open() throws SQLException {
        connection = handedOut ? opener.open(urlText, credentials) : url.open(credentials);
        savepoint = null;
        statement = connection.createStatement();
        prepared = connection.prepareStatement("SELECT id, amount FROM item WHERE amount > ? ORDER BY id");
        results = statement.executeQuery("SELECT id, name FROM item ORDER BY id");
    }

    /** Closes the connection, uses it, and opens another. The contract looks at what is closed more closely. */
    String useAfterClose() throws SQLException {
        Connection closed = connection;
        closed.close();
        closed.close();
        String seen = closed.isClosed() + " " + closed.isValid(1);
        try {
            closed.commit();
        } catch (SQLException e) {
            seen += " " + Rendering.of(e);
        }
        open();
        return seen;
    }

    Connection connection() {
        return connection;
    }

    Statement statement() {
        return statement;
    }

    PreparedStatement prepared() {
        return prepared;
    }

    ResultSet results() {
        return results;
    }

    Savepoint savepoint() {
        return savepoint;
    }

    void statement(Statement made) {
        statement = made;
    }

    void prepared(PreparedStatement made) {
        prepared = made;
    }

    String results(ResultSet made) {
        results = made;
        return made == null ? "no results" : "results";
    }

    void savepoint(Savepoint made) {
        savepoint = made;
    }

    /** What one call does here, as text that still has the ids that no two connections share. */
    String see(Call call) {
        try {
            return Rendering.raw(call.what().step().on(this, call.number()));
        } catch (Exception e) {
            return Rendering.raw(e);
        }
    }

    @Override
    public void close() throws SQLException {
        letGo();
        arena.close();
    }
}
