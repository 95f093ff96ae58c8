package dev.thaw.intercept;

/**
 * The classes that are first needed when the application has a handle already. They are loaded before it gets one, while
 * the call can still go on without us: an agent that is incomplete must not show in the middle of a statement.
 */
final class LateClasses {
    private static final String[] NAMES = {
        "dev.thaw.cache.Disposal",
        "dev.thaw.cache.HealthCheck",
        "dev.thaw.cache.HealthCheck$1",
        "dev.thaw.cache.Severity",
        "dev.thaw.handle.ClosedConnection",
        "dev.thaw.handle.ClosedConnection$1",
        "dev.thaw.handle.DatabaseMetaDataHandle",
        "dev.thaw.handle.PreparedStatementHandle",
        "dev.thaw.handle.ResultSetHandle",
        "dev.thaw.handle.StatementHandle",
        "dev.thaw.session.Attribute",
        "dev.thaw.session.PooledStatements",
        "dev.thaw.session.Reset",
        "dev.thaw.session.SqlText",
        "dev.thaw.session.SqlScan",
    };

    private boolean loaded = false;

    /**
     * Loads them once. They are verified and initialized where they are used, which for most is never.
     *
     * @throws ClassNotFoundException where one is not there; a {@link LinkageError} where one cannot be read
     */
    void load() throws ClassNotFoundException {
        if (!loaded) {
            for (String name : NAMES) {
                Class.forName(name, false, LateClasses.class.getClassLoader());
            }
            loaded = true;
        }
    }
}
