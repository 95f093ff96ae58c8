package dev.thaw.testkit.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A database of a PostgreSQL server. */
final class PostgresDatabase extends ServerDatabase {
    private final PostgresLog log;

    PostgresDatabase(AbstractServer server, String name, Credentials owner, PostgresLog log) {
        super(server, name, owner);
        this.log = log;
    }

    @Override
    public long connectionsOpened() {
        return log.sessionsOf(user());
    }

    @Override
    String sessionIdsSql() {
        return "SELECT pid FROM pg_stat_activity WHERE usename = ? AND backend_type = 'client backend'";
    }

    @Override
    void kill(Connection admin, long sessionId) throws SQLException {
        try (PreparedStatement kill = admin.prepareStatement("SELECT pg_terminate_backend(?)")) {
            kill.setInt(1, Math.toIntExact(sessionId));
            kill.execute();
        }
    }

    @Override
    String passwordSql(Credentials changed) {
        return "ALTER ROLE " + changed.user() + " PASSWORD '" + changed.password() + "'";
    }
}
