package dev.thaw.testkit.junit;

import dev.thaw.testkit.server.DatabaseServer;
import dev.thaw.testkit.server.H2TcpServer;
import dev.thaw.testkit.server.MariaDbServer;
import dev.thaw.testkit.server.MySqlServer;
import dev.thaw.testkit.server.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * One server of each kind for all tests of a JVM, started when first asked for and ended with the JVM. Tests take a
 * database each: {@code Servers.mariaDb().newDatabase("orders")}. Who wants to restart a server or to change its global
 * settings starts one alone.
 */
public final class Servers {
    private static final Shared<MariaDbServer> MARIADB = new Shared<>(MariaDbServer::start);
    private static final Shared<PostgresServer> POSTGRES = new Shared<>(PostgresServer::start);
    private static final Shared<MySqlServer> MYSQL = new Shared<>(MySqlServer::start);
    private static final Shared<H2TcpServer> H2 = new Shared<>((dir, options) -> H2TcpServer.start());

    private Servers() {}

    /** The shared MariaDB server. */
    public static MariaDbServer mariaDb() {
        return MARIADB.get();
    }

    /** The shared PostgreSQL server. */
    public static PostgresServer postgres() {
        return POSTGRES.get();
    }

    /** The shared MySQL server. Aborts the test, which counts as skipped, where {@link MySqlServer#unavailable()}. */
    public static MySqlServer mySql() {
        MySqlServer.unavailable().ifPresent(Assumptions::abort);
        return MYSQL.get();
    }

    /** The shared H2 server. */
    public static H2TcpServer h2() {
        return H2.get();
    }

    /**
     * Where the servers live: {@code target/servers} of the module under test, for Surefire and Failsafe name the module
     * in {@code basedir}; elsewhere, of the working directory.
     */
    public static Path directory() {
        return Path.of(System.getProperty("basedir", ""), "target", "servers").toAbsolutePath();
    }

    private interface Starter<S> {
        S start(Path dir, String... options) throws IOException;
    }

    /** A server that is started once. If that fails, each use says why anew. */
    private static final class Shared<S extends DatabaseServer> {
        private final Starter<S> starter;
        private S server;

        Shared(Starter<S> starter) {
            this.starter = starter;
        }

        synchronized S get() {
            if (server == null) {
                try {
                    server = starter.start(directory());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                Runtime.getRuntime().addShutdownHook(new Thread(server::close, "thaw-test-server-end"));
            }
            return server;
        }
    }
}
