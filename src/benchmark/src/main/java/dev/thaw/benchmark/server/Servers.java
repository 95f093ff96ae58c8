package dev.thaw.benchmark.server;

import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DatabaseServer;
import dev.thaw.testkit.server.DriverKind;
import dev.thaw.testkit.server.JdbcUrl;
import dev.thaw.testkit.server.MariaDbServer;
import dev.thaw.testkit.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;

/** A MariaDB and a PostgreSQL server with the table that the handlers use. */
final class Servers implements AutoCloseable {
    static final DriverKind[] DRIVERS = {DriverKind.CONNECTOR_J, DriverKind.MARIADB, DriverKind.POSTGRESQL};

    private final DatabaseServer mariaDb;
    private final DatabaseServer postgres;

    private Servers(DatabaseServer mariaDb, DatabaseServer postgres) {
        this.mariaDb = mariaDb;
        this.postgres = postgres;
    }

    static Servers start() throws IOException {
        Path folder = Path.of("target", "servers").toAbsolutePath();
        Servers servers = new Servers(MariaDbServer.start(folder), PostgresServer.start(folder));
        for (String sql : Handler.TABLE) {
            servers.mariaDb.execute(sql);
            servers.postgres.execute(sql);
        }
        return servers;
    }

    JdbcUrl url(DriverKind driver, boolean tls) {
        JdbcUrl url = database(driver).url(driver);
        return tls ? url.tls() : url.plain();
    }

    Properties credentials(DriverKind driver) {
        Properties credentials = new Properties();
        credentials.setProperty("user", database(driver).user());
        credentials.setProperty("password", database(driver).password());
        return credentials;
    }

    private Database database(DriverKind driver) {
        return driver == DriverKind.POSTGRESQL ? postgres : mariaDb;
    }

    @Override
    public void close() {
        mariaDb.close();
        postgres.close();
    }
}
