package dev.thaw.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.mchange.v2.c3p0.DataSources;
import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A pool keeps its own physical connections, as many as it was told to, of the driver's own class, and closing the pool
 * closes them. A connection that the agent keeps for code beside the pool never ends up in it.
 */
class PoolsIT {
    private static final int ROUNDS = 5;

    @ParameterizedTest
    @EnumSource(Pool.class)
    void keepsItsOwnConnections(Pool kind) throws Exception {
        Database database = Servers.postgres().newDatabase("pool");
        long cached = leaveOneInTheCache(database);
        DataSource pool = kind.open(database);
        Set<Long> seen = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            seen.addAll(useAllAtOnce(pool));
        }
        assertThat(seen).hasSize(Pool.SIZE).doesNotContain(cached);
        assertThat(database.connectionsOpened()).isEqualTo(1 + kind.opens());

        close(pool);
        database.awaitOpenSessions(1);
        assertThat(database.sessionIds()).containsExactly(cached);
    }

    private static long leaveOneInTheCache(Database database) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
            return sessionOf(connection);
        }
    }

    private static List<Long> useAllAtOnce(DataSource pool) throws SQLException {
        List<Connection> open = new ArrayList<>();
        List<Long> sessions = new ArrayList<>();
        try {
            for (int i = 0; i < Pool.SIZE; i++) {
                Connection connection = pool.getConnection();
                open.add(connection);
                sessions.add(sessionOf(connection));
                assertThat(connection
                                .unwrap(org.postgresql.jdbc.PgConnection.class)
                                .getClass())
                        .isEqualTo(org.postgresql.jdbc.PgConnection.class);
            }
        } finally {
            for (Connection connection : open) {
                connection.close();
            }
        }
        assertThat(sessions).doesNotHaveDuplicates();
        return sessions;
    }

    private static long sessionOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("SELECT pg_backend_pid()")) {
            results.next();
            return results.getLong(1);
        }
    }

    private static void close(DataSource pool) throws Exception {
        if (pool instanceof com.mchange.v2.c3p0.PooledDataSource) {
            DataSources.destroy(pool);
        } else if (pool instanceof org.apache.tomcat.jdbc.pool.DataSource tomcat) {
            tomcat.close(true);
        } else {
            ((AutoCloseable) pool).close();
        }
    }
}
