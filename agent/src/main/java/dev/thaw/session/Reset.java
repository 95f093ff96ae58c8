package dev.thaw.session;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;

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
    /** From here on a trigger can run at login, and no reset runs it again. */
    private static final int POSTGRES_WITH_LOGIN_TRIGGERS = 17;

    /**
     * With these Connector/J sets up the session otherwise, or resets nothing:
     * https://dev.mysql.com/doc/connector-j/en/connector-j-reference-configuration-properties.html.
     */
    private static final String[] UNPROVEN = {"forceConnectionTimeZoneToSession", "sessionVariables", "paranoid"};

    private final DriverKind driver;
    private final String applicationName;
    private final String catalog;
    /** The server runs nothing at a connect that a reset would have to run again. */
    private boolean plainConnect = false;

    private Reset(DriverKind driver, String applicationName, String catalog) {
        this.driver = driver;
        this.applicationName = applicationName;
        this.catalog = catalog;
    }

    /** Remembers what the recipe needs, without a round trip; null where there is no recipe. */
    static Reset before(Connection connection, DriverKind driver, JdbcState state, Stay stay) throws SQLException {
        if (driver == DriverKind.PGJDBC) {
            return connection.getMetaData().getDatabaseMajorVersion() >= POSTGRES_WITHOUT_SETTINGS
                    ? new Reset(driver, stay.applicationName(connection), null)
                    : null;
        }
        if (driver == DriverKind.CONNECTOR_J && isMySql(connection)) {
            String catalog = (String) state.initially("getCatalog");
            // None cannot be set back, and with databaseTerm=SCHEMA the driver tells none.
            boolean proven = catalog != null && !catalog.isEmpty() && hasProvenOptions(connection);
            return proven ? new Reset(driver, null, catalog) : null;
        }
        return null;
    }

    /** On MariaDB the same call leaves another collation behind. */
    private static boolean isMySql(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("MySQL")
                && !connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
    }

    /** The driver itself is asked, since options come by URL, properties or DataSource. */
    private static boolean hasProvenOptions(Connection connection) throws SQLException {
        Object set = call(connection, "jdbc.JdbcConnection", "getPropertySet");
        Properties options = (Properties) call(set, "conf.PropertySet", "exposeAsProperties");
        for (String name : UNPROVEN) {
            String value = options.getProperty(name, "");
            if (!value.isEmpty() && !value.equalsIgnoreCase("false")) {
                return false;
            }
        }
        return true;
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

    /** Here and not before the change, where a question would be seen: in the transaction, or by ROW_COUNT(). */
    private void checkConnect(Statement statement, String question) throws SQLException {
        if (!plainConnect) {
            try (ResultSet row = statement.executeQuery(question)) {
                if (row.next() && !row.getString(1).isEmpty()) {
                    throw new SQLException("not proven: " + question);
                }
            }
            plainConnect = true;
        }
    }

    /** DISCARD ALL may blank the name that pgjdbc set after connect; the driver is told by the server. */
    private void resetPostgres(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DISCARD ALL");
            if (connection.getMetaData().getDatabaseMajorVersion() >= POSTGRES_WITH_LOGIN_TRIGGERS) {
                checkConnect(
                        statement,
                        "SELECT evtname FROM pg_catalog.pg_event_trigger WHERE evtevent = 'login' AND evtenabled <> 'D'");
            }
            if (connection.isReadOnly()) {
                // With readOnlyMode=always the session is; the driver sends nothing where its own flag stays.
                connection.setReadOnly(false);
                connection.setReadOnly(true);
            }
            if (!Objects.equals(connection.getClientInfo(APPLICATION_NAME), applicationName)) {
                connection.setClientInfo(APPLICATION_NAME, applicationName);
            }
        }
    }

    /** {@code resetServerState} keeps the database that USE chose. */
    private void resetMySql(Connection connection) throws SQLException {
        call(connection, "jdbc.JdbcConnection", "resetServerState");
        connection.setCatalog(catalog);
        try (Statement statement = connection.createStatement()) {
            checkConnect(statement, "SELECT @@init_connect");
        }
    }

    private static Object call(Object target, String type, String method) throws SQLException {
        try {
            return Class.forName(
                            "com.mysql.cj." + type, false, target.getClass().getClassLoader())
                    .getMethod(method)
                    .invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new SQLException(method, e);
        }
    }
}
