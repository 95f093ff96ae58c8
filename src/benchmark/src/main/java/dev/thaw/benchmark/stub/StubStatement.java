package dev.thaw.benchmark.stub;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;

/** The one statement of a connection, opened again and again; its only row says how often it was executed. */
public abstract class StubStatement implements PreparedStatement {
    private static final Class<? extends StubStatement> COMPLETED = Completed.of(StubStatement.class);

    private final StubResultSet results = StubResultSet.create();
    private Connection connection;
    private int parameter;
    private boolean closed;

    static StubStatement create() {
        return Completed.create(COMPLETED);
    }

    StubStatement open(Connection owner) {
        connection = owner;
        closed = false;
        return this;
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public ResultSet executeQuery(String sql) {
        return results.open(sql.length());
    }

    @Override
    public ResultSet executeQuery() {
        return results.open(parameter);
    }

    @Override
    public int executeUpdate() {
        return 1;
    }

    @Override
    public void setInt(int index, int value) {
        parameter = value;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
