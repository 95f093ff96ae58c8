package dev.thaw.benchmark.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.thaw.testkit.server.JdbcUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;

/** How invocations come to their connection. Not thread-safe: one invocation at a time. */
abstract class Way implements AutoCloseable {
    /** The ways that are compared; {@link #HELD} is what nobody can beat. */
    enum Kind {
        NAIVE("naive"),
        HIKARI("HikariCP of one"),
        HELD("held by hand"),
        /** As a connection of PostgreSQL's driver that is opened for each invocation: nothing is prepared at its server. */
        HELD_UNPREPARED("held by hand, nothing is prepared"),
        HELD_BESIDE_SOURCE("held by hand, a DataSource is made"),
        THAW("Thaw"),
        THAW_BY_PROPERTIES("Thaw, by Properties"),
        THAW_BY_KEPT_SOURCE("Thaw, by a DataSource that is kept"),
        THAW_BY_NEW_SOURCE("Thaw, by a DataSource that is made");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** What it is compared with: what it would do on a connection held by hand. */
        Kind base() {
            return this == THAW_BY_NEW_SOURCE || this == HELD_BESIDE_SOURCE ? HELD_BESIDE_SOURCE : HELD;
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
        // The same objects every time, as a handler has them in constants or in its environment.
        String text = url.toString();
        String user = credentials.getProperty("user");
        String password = credentials.getProperty("password");
        return switch (kind) {
            // Past DriverManager, and so past the agent.
            case NAIVE -> closing(() -> url.open(credentials));
            case HELD -> new Held(url.open(credentials));
            case HELD_UNPREPARED -> new Held(url.with("prepareThreshold", "0").open(credentials));
            case HELD_BESIDE_SOURCE ->
                new Held(url.open(credentials), () -> Source.of(url.driver(), text, user, password));
            case HIKARI -> new Pooled(url, credentials);
            case THAW -> closing(() -> DriverManager.getConnection(text, user, password));
            case THAW_BY_PROPERTIES -> closing(() -> DriverManager.getConnection(text, properties(user, password)));
            case THAW_BY_KEPT_SOURCE -> {
                DataSource kept = Source.of(url.driver(), text, user, password);
                yield closing(kept::getConnection);
            }
            case THAW_BY_NEW_SOURCE ->
                closing(() -> Source.of(url.driver(), text, user, password).getConnection());
        };
    }

    private static Properties properties(String user, String password) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return properties;
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

    private interface Maker {
        Object make() throws SQLException;
    }

    private static final class Held extends Way {
        private final Connection connection;
        private final Maker beside;

        Held(Connection connection) {
            this(connection, () -> connection);
        }

        Held(Connection connection, Maker beside) {
            this.connection = connection;
            this.beside = beside;
        }

        @Override
        void invoke(Handler handler) throws SQLException {
            if (beside.make() == null) {
                throw new IllegalStateException("nothing was made");
            }
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
