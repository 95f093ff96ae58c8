package dev.thaw.contract;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Where one probe runs once: it opens connections here, and notes what it sees. */
public final class Stage implements AutoCloseable {
    /** How connections are opened. */
    @FunctionalInterface
    public interface Source {
        /** Opens one. */
        Connection open() throws SQLException;
    }

    private final Target target;
    private final Source source;
    private final Transcript transcript = new Transcript();
    private final List<Connection> opened = new ArrayList<>();

    Stage(Target target, Source source) {
        this.target = target;
        this.source = source;
    }

    /** The text of the server's dialect. */
    public Dialect sql() {
        return target.dialect();
    }

    /** The server and driver. */
    public Target target() {
        return target;
    }

    /** Opens a connection; it is closed at the end if the probe does not do it. */
    public Connection open() throws SQLException {
        Connection connection = source.open();
        opened.add(connection);
        return connection;
    }

    /** Notes a value. */
    public void see(String label, Object value) {
        transcript.see(label, value);
    }

    /** Notes what the call returns or throws. */
    public void attempt(String label, Callable<?> call) {
        transcript.attempt(label, call);
    }

    /** Notes whether the call returns or what it throws. */
    public void tries(String label, Transcript.Attempt call) {
        transcript.attempt(label, call);
    }

    /** Notes all rows of a query, or what it throws. */
    public void query(Connection connection, String sql) {
        attempt(sql, () -> rows(connection, sql));
    }

    /** Notes what an update returns or throws. */
    public void update(Connection connection, String sql) {
        attempt(sql, () -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }

    /** Executes what must succeed and is not of interest itself. */
    public void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** All rows of a query as text. */
    public String rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            return Rendering.rows(results);
        }
    }

    Transcript transcript() {
        return transcript;
    }

    /** Closes what the probe left open, the last first; what that throws is part of what is seen. */
    @Override
    public void close() {
        for (int i = opened.size() - 1; i >= 0; i--) {
            Connection connection = opened.get(i);
            transcript.attempt("close of connection " + i, connection::close);
        }
    }
}
