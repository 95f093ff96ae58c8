package dev.thaw.testkit.server;

import dev.thaw.testkit.net.Loopback;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** What all servers share: an administrator, databases, and a first database that stands for the server. */
abstract class AbstractServer implements DatabaseServer {
    static final String FIRST_DATABASE = "thaw";
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,19}");

    private final Credentials administrator = Credentials.of("thaw_admin");
    private final AdminSession adminSession = new AdminSession(() -> openAdmin(maintenanceDatabase()));
    private final List<ServerDatabase> databases = new CopyOnWriteArrayList<>();
    private final AtomicInteger made = new AtomicInteger();
    private ServerDatabase first;

    /** Drivers that speak to this server, the usual one first. */
    abstract List<DriverKind> drivers();

    /** A database that exists from the beginning. */
    abstract String maintenanceDatabase();

    /** Logs the administrator in, past DriverManager. */
    abstract Connection openAdmin(String database) throws SQLException;

    /** Creates a database and its owner on the server. */
    abstract ServerDatabase create(String name, Credentials owner);

    final Credentials administrator() {
        return administrator;
    }

    final AdminSession adminSession() {
        return adminSession;
    }

    final List<ServerDatabase> databases() {
        return databases;
    }

    /** To be called once, when the server answers. */
    final void createFirst() {
        first = register(create(FIRST_DATABASE, Credentials.of(FIRST_DATABASE)));
    }

    @Override
    public final Database newDatabase(String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("not a prefix of 1 to 20 characters a-z, 0-9, _: " + prefix);
        }
        String name = prefix + "_" + made.incrementAndGet();
        return register(create(name, Credentials.of(name)));
    }

    private ServerDatabase register(ServerDatabase database) {
        databases.add(database);
        return database;
    }

    /** Executes statements one by one as the administrator. */
    final void administer(List<String> statements) {
        adminSession.call(admin -> {
            try (var statement = admin.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
                return null;
            }
        });
    }

    @Override
    public final String host() {
        return Loopback.HOST;
    }

    @Override
    public final String database() {
        return first.database();
    }

    @Override
    public final String user() {
        return first.user();
    }

    @Override
    public final String password() {
        return first.password();
    }

    @Override
    public final JdbcUrl url() {
        return first.url();
    }

    @Override
    public final JdbcUrl url(DriverKind driver) {
        return first.url(driver);
    }

    @Override
    public final Connection admin() {
        return first.admin();
    }

    @Override
    public final void execute(String adminSql) {
        first.execute(adminSql);
    }

    @Override
    public final long connectionsOpened() {
        return first.connectionsOpened();
    }

    @Override
    public final List<Long> sessionIds() {
        return first.sessionIds();
    }

    @Override
    public final void awaitOpenSessions(int expected) {
        first.awaitOpenSessions(expected);
    }

    @Override
    public final void killSessions() {
        first.killSessions();
    }

    @Override
    public final void awaitOpenSessionsAtMost(int limit) {
        first.awaitOpenSessionsAtMost(limit);
    }

    @Override
    public final void killSession(long sessionId) {
        first.killSession(sessionId);
    }

    @Override
    public final String changePassword() {
        return first.changePassword();
    }
}
