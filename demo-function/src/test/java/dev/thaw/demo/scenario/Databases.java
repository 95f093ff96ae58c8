package dev.thaw.demo.scenario;

import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DatabaseServer;
import dev.thaw.testkit.server.DriverKind;
import dev.thaw.testkit.server.MariaDbServer;
import dev.thaw.testkit.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** A MariaDB and a PostgreSQL server with room for the sessions of a handler that never closes. */
public final class Databases implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 1_200;

    private final DatabaseServer mariaDb;
    private final DatabaseServer postgres;
    private final Duration idleTimeout;

    private Databases(DatabaseServer mariaDb, DatabaseServer postgres, Duration idleTimeout) {
        this.mariaDb = mariaDb;
        this.postgres = postgres;
        this.idleTimeout = idleTimeout;
    }

    /**
     * Starts both servers; their files are below {@code target/servers}.
     *
     * @param idleTimeout after which they drop an application's session, in whole seconds
     */
    public static Databases start(Duration idleTimeout) {
        Path folder = Path.of("target", "servers").toAbsolutePath();
        try {
            // Of the application's sessions only: the server does not run this for administrators.
            String onConnect = "SET wait_timeout = " + idleTimeout.toSeconds();
            MariaDbServer mariaDb =
                    MariaDbServer.start(folder, "--max-connections=" + MAX_CONNECTIONS, "--init-connect=" + onConnect);
            try {
                return new Databases(mariaDb, PostgresServer.start(folder), idleTimeout);
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
        boolean onPostgres = scenario.driver() == DriverKind.POSTGRESQL;
        Database database = (onPostgres ? postgres : mariaDb).newDatabase("shop");
        if (onPostgres) {
            String seconds = "'" + idleTimeout.toSeconds() + "s'";
            database.execute("ALTER ROLE " + database.user() + " SET idle_session_timeout = " + seconds);
        }
        Shop.createIn(database);
        return database;
    }

    @Override
    public void close() {
        mariaDb.close();
        postgres.close();
    }
}
