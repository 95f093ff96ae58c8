package dev.thaw.demo.scenario;

import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DatabaseServer;
import dev.thaw.testkit.server.DriverKind;
import dev.thaw.testkit.server.MariaDbServer;
import dev.thaw.testkit.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A MariaDB and a PostgreSQL server with room for the sessions of a handler that never closes. */
public final class Databases implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 1_200;

    private final DatabaseServer mariaDb;
    private final DatabaseServer postgres;

    private Databases(DatabaseServer mariaDb, DatabaseServer postgres) {
        this.mariaDb = mariaDb;
        this.postgres = postgres;
    }

    /** Starts both servers; their files are below {@code target/servers}. */
    public static Databases start() {
        Path folder = Path.of("target", "servers").toAbsolutePath();
        try {
            MariaDbServer mariaDb = MariaDbServer.start(folder, "--max-connections=" + MAX_CONNECTIONS);
            try {
                return new Databases(mariaDb, PostgresServer.start(folder));
            } catch (IOException | RuntimeException e) {
                mariaDb.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new database with the shop's tables, on the server that the scenario's driver speaks to. */
    public Database newDatabaseFor(Scenario scenario) {
        DatabaseServer server = scenario.driver() == DriverKind.POSTGRESQL ? postgres : mariaDb;
        Database database = server.newDatabase("shop");
        Shop.createIn(database);
        return database;
    }

    @Override
    public void close() {
        mariaDb.close();
        postgres.close();
    }
}
