package dev.thaw.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Brings a session that SQL has changed back to how it was after connect, by the server's own means. Only recipes that
 * a test proves on the real server are here; for any other driver and server the connection is closed.
 *
 * <p>Belongs to one session, made before its first change. Not thread-safe.
 */
final class Reset {
    private final DriverKind driver;
    private final String applicationName;
    private final String catalog;

    private Reset(DriverKind driver, String applicationName, String catalog) {
        this.driver = driver;
        this.applicationName = applicationName;
        this.catalog = catalog;
    }

    /** Remembers what the recipe needs, without a round trip; null where there is no recipe. */
    static Reset before(Connection connection, DriverKind driver) throws SQLException {
        switch (driver) {
            case PGJDBC:
                return new Reset(driver, connection.getClientInfo("ApplicationName"), null);
            case CONNECTOR_J:
                return isMySql(connection) ? new Reset(driver, null, connection.getCatalog()) : null;
            default:
                return null;
        }
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

    /** DISCARD ALL takes back what pgjdbc itself set after connect: its two settings are set again. */
    private void resetPostgres(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DISCARD ALL");
            statement.execute("SET extra_float_digits = 3; SET application_name = '"
                    + (applicationName == null ? "" : applicationName.replace("'", "''")) + "'");
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
