package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What no handler should do, and what no driver should: it happens as it would without the agent. */
class BadInputIT {
    private static final String ODD = "jdbc:thaw-odd:";

    private final Database database = Servers.h2().newDatabase("bad");

    @Test
    void aNullUrl() {
        assertThatThrownBy(() -> DriverManager.getConnection(null))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                .hasMessage("The url cannot be null");
    }

    @Test
    void aUrlWithoutADriver() {
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:nobody://here", "user", "password"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                .hasMessage("No suitable driver found for jdbc:nobody://here");
    }

    @Test
    void nullPropertiesAndNullCredentials() throws SQLException {
        String url = database.jdbcUrl();
        Driver driver = DriverManager.getDriver(url);
        assertSame(
                catchThrowable(() -> driver.connect(url, null)),
                catchThrowable(() -> DriverManager.getConnection(url, (Properties) null)));
        assertSame(
                catchThrowable(() -> driver.connect(url, new Properties())),
                catchThrowable(() -> DriverManager.getConnection(url, null, null)));
    }

    @Test
    void aDriverThatThrowsAnError() throws SQLException {
        AssertionError thrown = new AssertionError("out of order");
        withDriver(
                () -> {
                    throw thrown;
                },
                () -> {
                    for (int i = 0; i < 3; i++) {
                        assertThat(catchThrowable(() -> DriverManager.getConnection(ODD)))
                                .isSameAs(thrown);
                    }
                    assertThatTheNextConnectionIsReused();
                });
    }

    @Test
    void aConnectionWhoseEveryMethodThrows() throws SQLException {
        Connection hopeless = (Connection) Proxy.newProxyInstance(
                BadInputIT.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, arguments) -> {
                    throw new SQLException("hopeless", "HY000");
                });
        withDriver(
                () -> hopeless,
                () -> assertThat(DriverManager.getConnection(ODD) == hopeless).isTrue());
    }

    @Test
    void anInterruptIsKept() throws SQLException {
        open().close();
        Thread.currentThread().interrupt();
        try (Connection connection = open()) {
            assertThat(connection.isClosed()).isFalse();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private void assertThatTheNextConnectionIsReused() throws SQLException {
        open().close();
        open().close();
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    private static void assertSame(Throwable expected, Throwable seen) {
        assertThat(expected).isNotNull();
        assertThat(seen).hasSameClassAs(expected);
        if (expected instanceof SQLException sql) {
            assertThat(((SQLException) seen).getSQLState()).isEqualTo(sql.getSQLState());
        }
    }

    private static void withDriver(Opening opening, Check check) throws SQLException {
        OddDriver driver = new OddDriver(opening);
        DriverManager.registerDriver(driver);
        try {
            check.run();
        } finally {
            DriverManager.deregisterDriver(driver);
        }
    }

    private interface Opening {
        Connection open() throws SQLException;
    }

    private interface Check {
        void run() throws SQLException;
    }

    private static final class OddDriver extends ApplicationDriver {
        private final Opening opening;

        OddDriver(Opening opening) {
            this.opening = opening;
        }

        @Override
        Connection open() throws SQLException {
            return opening.open();
        }

        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith(ODD);
        }
    }
}
