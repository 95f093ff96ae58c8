package dev.thaw.benchmark.stub;

import java.sql.DatabaseMetaData;

/** Tells where the connection leads. */
public abstract class StubMetaData implements DatabaseMetaData {
    private static final Class<? extends StubMetaData> COMPLETED = Completed.of(StubMetaData.class);

    static StubMetaData create() {
        return Completed.create(COMPLETED);
    }

    @Override
    public String getURL() {
        return StubDriver.URL;
    }
}
