package dev.thaw.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * Brings a session that SQL has changed back to how it was after connect, by the server's own means. Only recipes that
 * a test proves on the real server are here; for any other driver and server the connection is closed.
 *
 * <p>Belongs to one session, made before its first change. Not thread-safe.
 */
final class Reset {
    private static final String APPLICATION_NAME = "ApplicationName";
    /** Up to 11 pgjdbc sets extra_float_digits after connect, and a reset would take that back. */
    private static final int POSTGRES_WITHOUT_SETTINGS = 12;

    private final DriverKind driver;
    private final String applicationName;
    private final String catalog;

    private Reset(DriverKind driver, String applicationName, String catalog) {
        this.driver = driver;
        this.applicationName = applicationName;
        this.catalog = catalog;
    }

    /** Remembers what the recipe needs, without a round trip; null where there is no recipe. */
    static Reset before(Connection connection, DriverKind driver, JdbcState state) throws SQLException {
        if (driver == DriverKind.PGJDBC) {
            return connection.getMetaData().getDatabaseMajorVersion() >= POSTGRES_WITHOUT_SETTINGS
                    ? new Reset(driver, connection.getClientInfo(APPLICATION_NAME), null)
                    : null;
        }
        if (driver == DriverKind.CONNECTOR_J && isMySql(connection)) {
            String catalog = (String) state.initially("getCatalog");
            // None cannot be set back, and with databaseTerm=SCHEMA the driver tells none.
            return catalog == null || catalog.isEmpty() ? null : new Reset(driver, null, catalog);
        }
        return null;
    }

    /** On MariaDB the same call leaves another collation behind. */
    private static boolean isMySql(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("MySQL")
                && !connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
    }

    /**
     * Resets the session. No transaction may be open, autocommit is on.
     *
     * @throws SQLException where it failed: the connection must be closed then
     */
    void run(Connection connection) throws SQLException {
        if (driver == DriverKind.PGJDBC) {
            resetPostgres(connection);
        } else {
            resetMySql(connection);
        }
    }

    /** DISCARD ALL may blank the name that pgjdbc set after connect; the driver is told by the server. */
    private void resetPostgres(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DISCARD ALL");
            if (!Objects.equals(connection.getClientInfo(APPLICATION_NAME), applicationName)) {
                connection.setClientInfo(APPLICATION_NAME, applicationName);
            }
        }
    }

    /** {@code resetServerState} keeps the database that USE chose. */
    private void resetMySql(Connection connection) throws SQLException {
        try {
            Class.forName(
                            "com.mysql.cj.jdbc.JdbcConnection",
                            false,
                            connection.getClass().getClassLoader())
                    .getMethod("resetServerState")
                    .invoke(connection);
        } catch (ReflectiveOperationException e) {
            throw new SQLException("resetServerState", e);
        }
        connection.setCatalog(catalog);
    }
}
