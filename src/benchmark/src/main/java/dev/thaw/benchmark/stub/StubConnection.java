package dev.thaw.benchmark.stub;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A physical connection whose statements are made once, so that no call allocates. Not thread-safe, as drivers are. */
public abstract class StubConnection implements Connection {
    private static final Class<? extends StubConnection> COMPLETED = Completed.of(StubConnection.class);
    private static final AtomicInteger OPENED = new AtomicInteger();

    private final StubStatement statement = StubStatement.create();
    private final StubMetaData metaData = StubMetaData.create();
    private boolean autoCommit = true;
    private boolean closed = false;

    /** Opens one. */
    static StubConnection open() {
        OPENED.incrementAndGet();
        return Completed.create(COMPLETED);
    }

    /** How many were opened in this JVM. */
    public static int opened() {
        return OPENED.get();
    }

    @Override
    public Statement createStatement() {
        return statement.open(this);
    }

    @Override
    public PreparedStatement prepareStatement(String sql) {
        return statement.open(this);
    }

    @Override
    public DatabaseMetaData getMetaData() {
        return metaData;
    }

    @Override
    public boolean getAutoCommit() {
        return autoCommit;
    }

    @Override
    public void setAutoCommit(boolean on) {
        autoCommit = on;
    }

    @Override
    public int getTransactionIsolation() {
        return TRANSACTION_READ_COMMITTED;
    }

    @Override
    public boolean isValid(int timeout) {
        return !closed;
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
