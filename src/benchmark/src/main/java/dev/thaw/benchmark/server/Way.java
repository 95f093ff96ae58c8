package dev.thaw.benchmark.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.thaw.testkit.server.JdbcUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** How invocations come to their connection. Not thread-safe: one invocation at a time. */
abstract class Way implements AutoCloseable {
    /** The ways that are compared; {@link #HELD} is what nobody can beat. */
    enum Kind {
        NAIVE("naive"),
        HIKARI("HikariCP of one"),
        HELD("held by hand"),
        THAW("Thaw");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** Runs one invocation. */
    abstract void invoke(Handler handler) throws SQLException;

    @Override
    public void close() throws SQLException {}

    static Way of(Kind kind, JdbcUrl url, Properties credentials) throws SQLException {
        return switch (kind) {
            // Past DriverManager, and so past the agent.
            case NAIVE -> closing(() -> url.open(credentials));
            case HELD -> new Held(url.open(credentials));
            case HIKARI -> new Pooled(url, credentials);
            case THAW ->
                byDriverManager(url.toString(), credentials.getProperty("user"), credentials.getProperty("password"));
        };
    }

    /** By the same strings every time, as a handler has them in constants or in its environment. */
    private static Way byDriverManager(String url, String user, String password) {
        return closing(() -> DriverManager.getConnection(url, user, password));
    }

    private static Way closing(Opener opener) {
        return new Way() {
            @Override
            void invoke(Handler handler) throws SQLException {
                try (Connection connection = opener.open()) {
                    handler.handle(connection);
                }
            }
        };
    }

    private interface Opener {
        Connection open() throws SQLException;
    }

    private static final class Held extends Way {
        private final Connection connection;

        Held(Connection connection) {
            this.connection = connection;
        }

        @Override
        void invoke(Handler handler) throws SQLException {
            handler.handle(connection);
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    private static final class Pooled extends Way {
        private final HikariDataSource pool;

        Pooled(JdbcUrl url, Properties credentials) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(url.toString());
            config.setUsername(credentials.getProperty("user"));
            config.setPassword(credentials.getProperty("password"));
            config.setMaximumPoolSize(1);
            pool = new HikariDataSource(config);
        }

        @Override
        void invoke(Handler handler) throws SQLException {
            try (Connection connection = pool.getConnection()) {
                handler.handle(connection);
            }
        }

        @Override
        public void close() {
            pool.close();
        }
    }
}
