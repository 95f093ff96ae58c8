package dev.thaw.testkit.server;

import dev.thaw.testkit.net.Loopback;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.tools.Server;

/**
 * An H2 server in this JVM, for in-memory databases by TCP. It starts in milliseconds; its sessions are as real as those
 * of other servers. A restart ends its sessions and keeps the databases.
 *
 * <p>It listens on loopback only, unless H2 has been used in this JVM before: it reads the address from a system property
 * when its classes load. Even then it turns away clients from other hosts.
 */
public final class H2TcpServer extends AbstractServer {
    private static final AtomicInteger STARTED = new AtomicInteger();

    /** Part of the names of databases, for a JVM has one name space for all in-memory databases. */
    private final int serial = STARTED.incrementAndGet();

    private final Map<String, Integer> adminSessions = new HashMap<>();
    private Server server;

    private H2TcpServer() {}

    /** Starts a server. */
    public static H2TcpServer start() {
        System.setProperty("h2.bindAddress", Loopback.HOST);
        H2TcpServer server = new H2TcpServer();
        server.listen(0);
        server.createFirst();
        return server;
    }

    private void listen(int port) {
        try {
            server = Server.createTcpServer("-tcpPort", Integer.toString(port), "-tcpDaemon")
                    .start();
        } catch (SQLException e) {
            throw new ServerException("the H2 server did not start", e);
        }
    }

    @Override
    public synchronized int port() {
        return server.getPort();
    }

    @Override
    public synchronized void restart() {
        int port = port();
        server.stop();
        listen(port);
    }

    @Override
    public synchronized void close() {
        if (!server.isRunning(false)) {
            return;
        }
        server.stop();
        for (ServerDatabase database : databases()) {
            database.execute("SHUTDOWN IMMEDIATELY");
        }
    }

    @Override
    List<DriverKind> drivers() {
        return List.of(DriverKind.H2);
    }

    @Override
    String maintenanceDatabase() {
        return database();
    }

    @Override
    synchronized Connection openAdmin(String database) throws SQLException {
        Connection admin = DriverKind.H2
                .newDriver()
                .connect(
                        "jdbc:h2:mem:" + database + ";DB_CLOSE_DELAY=-1",
                        administrator().toProperties());
        adminSessions.merge(database, 1, Integer::sum);
        return admin;
    }

    /**
     * The sessions that H2 has opened in a database, the administrator's excluded: it numbers all sessions of a database
     * in sequence, so the number of a new one tells how many there were before it.
     */
    synchronized long otherSessions(String database) throws SQLException {
        try (Connection admin = openAdmin(database);
                Statement statement = admin.createStatement();
                var row = statement.executeQuery("SELECT SESSION_ID()")) {
            row.next();
            return row.getLong(1) - adminSessions.get(database);
        }
    }

    @Override
    public void readOnly(boolean refuseWrites) {
        throw new UnsupportedOperationException("a writable H2 database cannot become read-only");
    }

    @Override
    ServerDatabase create(String name, Credentials owner) {
        String unique = name + "_" + serial;
        try (Connection admin = openAdmin(unique);
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE USER " + owner.user() + " PASSWORD '" + owner.password() + "' ADMIN");
            return new H2Database(this, unique, owner);
        } catch (SQLException e) {
            throw new ServerException("cannot create " + name, e);
        }
    }
}
