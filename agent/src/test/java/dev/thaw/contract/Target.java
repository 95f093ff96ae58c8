package dev.thaw.contract;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.DatabaseServer;
import dev.thaw.testkit.server.DriverKind;
import java.util.Map;
import java.util.function.Supplier;

/** A server with a driver, and the options that make a difference. */
@SuppressWarnings("ImmutableEnumChecker") // constants of immutable maps and method references
public enum Target {
    /** MariaDB by Connector/J. */
    MARIADB_BY_CONNECTOR_J(Servers::mariaDb, DriverKind.CONNECTOR_J, Dialect.MYSQL, Map.of()),
    /** The same with statements that are prepared by the server and pooled by the driver. */
    MARIADB_BY_CONNECTOR_J_POOLING_STATEMENTS(
            Servers::mariaDb,
            DriverKind.CONNECTOR_J,
            Dialect.MYSQL,
            Map.of("useServerPrepStmts", "true", "cachePrepStmts", "true")),
    /** MariaDB by its own driver. */
    MARIADB_BY_ITS_DRIVER(Servers::mariaDb, DriverKind.MARIADB, Dialect.MYSQL, Map.of()),
    /** PostgreSQL. */
    POSTGRESQL(Servers::postgres, DriverKind.POSTGRESQL, Dialect.POSTGRESQL, Map.of()),
    /** H2 over TCP. */
    H2(Servers::h2, DriverKind.H2, Dialect.H2, Map.of()),
    /** MySQL 8 by Connector/J. */
    MYSQL_BY_CONNECTOR_J(Servers::mySql, DriverKind.CONNECTOR_J, Dialect.MYSQL, Map.of());

    private final Supplier<DatabaseServer> server;
    private final DriverKind driver;
    private final Dialect dialect;
    private final Map<String, String> options;

    Target(Supplier<DatabaseServer> server, DriverKind driver, Dialect dialect, Map<String, String> options) {
        this.server = server;
        this.driver = driver;
        this.dialect = dialect;
        this.options = options;
    }

    /** The server, which is started for the first who asks. Skips the test where it cannot run. */
    public DatabaseServer server() {
        return server.get();
    }

    /** The driver. */
    public DriverKind driver() {
        return driver;
    }

    /** The words of the server. */
    public Dialect dialect() {
        return dialect;
    }

    /** What the driver is told in the URL. */
    public Map<String, String> options() {
        return options;
    }

    /** Whether it is one of Oracle's or MariaDB's servers. */
    public boolean isMySqlFamily() {
        return dialect == Dialect.MYSQL;
    }
}
