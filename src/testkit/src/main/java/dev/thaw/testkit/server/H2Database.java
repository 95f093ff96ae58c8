package dev.thaw.testkit.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A database of an H2 server; it alone knows its sessions. */
final class H2Database extends ServerDatabase {
    private final H2TcpServer server;
    private final AdminSession adminSession;
    private final long ownSessionsOfH2;

    H2Database(H2TcpServer server, String name, Credentials owner) throws SQLException {
        super(server, name, owner);
        this.server = server;
        this.adminSession = new AdminSession(() -> server.openAdmin(name));
        this.ownSessionsOfH2 = server.otherSessions(name);
    }

    @Override
    AdminSession adminSession() {
        return adminSession;
    }

    @Override
    public long connectionsOpened() {
        try {
            return server.otherSessions(database()) - ownSessionsOfH2;
        } catch (SQLException e) {
            throw new ServerException("the server did not answer its administrator", e);
        }
    }

    @Override
    String sessionIdsSql() {
        // H2 converts the names of users to upper case.
        return "SELECT SESSION_ID FROM INFORMATION_SCHEMA.SESSIONS WHERE USER_NAME = UPPER(?)";
    }

    @Override
    void kill(Connection admin, long sessionId) throws SQLException {
        try (PreparedStatement kill = admin.prepareStatement("CALL ABORT_SESSION(?)")) {
            kill.setLong(1, sessionId);
            kill.execute();
        }
    }

    @Override
    String passwordSql(Credentials changed) {
        return "ALTER USER " + changed.user() + " SET PASSWORD '" + changed.password() + "'";
    }
}
