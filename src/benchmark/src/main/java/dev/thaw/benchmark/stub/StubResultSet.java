package dev.thaw.benchmark.stub;

import java.sql.ResultSet;

/** One row with one number. */
public abstract class StubResultSet implements ResultSet {
    private static final Class<? extends StubResultSet> COMPLETED = Completed.of(StubResultSet.class);

    private int value;
    private boolean before;
    private boolean closed;

    static StubResultSet create() {
        return Completed.create(COMPLETED);
    }

    StubResultSet open(int number) {
        value = number;
        before = true;
        closed = false;
        return this;
    }

    @Override
    public boolean next() {
        boolean row = before;
        before = false;
        return row;
    }

    @Override
    public int getInt(int column) {
        return value;
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
