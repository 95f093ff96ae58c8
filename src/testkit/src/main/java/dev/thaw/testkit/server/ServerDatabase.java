package dev.thaw.testkit.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What the databases of all servers share; a server adds how it counts and how it kills. */
abstract class ServerDatabase implements Database {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AbstractServer server;
    private final String name;
    private volatile Credentials owner;

    ServerDatabase(AbstractServer server, String name, Credentials owner) {
        this.server = server;
        this.name = name;
        this.owner = owner;
    }

    /** Called before an orderly end of the server process, for what it keeps in memory only. */
    void serverEnds() {}

    /** Asks the server to end one session; a session that has just ended by itself is no error. */
    abstract void kill(Connection admin, long sessionId) throws SQLException;

    /** SQL that gives the owner a new password. */
    abstract String passwordSql(Credentials changed);

    /** SQL with one parameter, the owner's name, that returns the ids of the owner's sessions. */
    abstract String sessionIdsSql();

    /** Where the administrator asks about this database's sessions. */
    AdminSession adminSession() {
        return server.adminSession();
    }

    @Override
    public final String host() {
        return server.host();
    }

    @Override
    public final int port() {
        return server.port();
    }

    @Override
    public final String database() {
        return name;
    }

    @Override
    public final String user() {
        return owner.user();
    }

    @Override
    public final String password() {
        return owner.password();
    }

    @Override
    public final JdbcUrl url() {
        return url(server.drivers().get(0));
    }

    @Override
    public final JdbcUrl url(DriverKind driver) {
        if (!server.drivers().contains(driver)) {
            throw new IllegalArgumentException(driver + " does not speak to this server, but " + server.drivers());
        }
        return new JdbcUrl(driver, host(), port(), name, Map.of());
    }

    @Override
    public final Connection admin() {
        try {
            return server.openAdmin(name);
        } catch (SQLException e) {
            throw new ServerException("the administrator cannot log in to " + name, e);
        }
    }

    @Override
    public final void execute(String adminSql) {
        try (Connection admin = admin();
                Statement statement = admin.createStatement()) {
            statement.execute(adminSql);
        } catch (SQLException e) {
            throw new ServerException("the administrator's statement failed: " + adminSql, e);
        }
    }

    @Override
    public final List<Long> sessionIds() {
        return adminSession().call(this::sessionIds);
    }

    private List<Long> sessionIds(Connection admin) throws SQLException {
        try (PreparedStatement select = admin.prepareStatement(sessionIdsSql())) {
            select.setString(1, owner.user());
            List<Long> ids = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
            Collections.sort(ids);
            return ids;
        }
    }

    @Override
    public final void awaitOpenSessions(int expected) {
        if (!Await.until(() -> openSessions() == expected, PATIENCE)) {
            throw new ServerException(user() + " holds " + openSessions() + " sessions, not " + expected);
        }
    }

    @Override
    public final void awaitOpenSessionsAtMost(int limit) {
        if (!Await.until(() -> openSessions() <= limit, PATIENCE)) {
            throw new ServerException(user() + " holds " + openSessions() + " sessions, more than " + limit);
        }
    }

    @Override
    public final void killSessions() {
        kill(sessionIds());
    }

    @Override
    public final void killSession(long sessionId) {
        kill(List.of(sessionId));
    }

    private void kill(List<Long> doomed) {
        adminSession().call(admin -> {
            for (long id : doomed) {
                kill(admin, id);
            }
            return null;
        });
        if (!Await.until(() -> Collections.disjoint(sessionIds(), doomed), PATIENCE)) {
            throw new ServerException("sessions of " + user() + " outlive their end: " + doomed);
        }
    }

    @Override
    public final synchronized String changePassword() {
        Credentials changed = Credentials.of(owner.user());
        execute(passwordSql(changed));
        owner = changed;
        return changed.password();
    }
}
