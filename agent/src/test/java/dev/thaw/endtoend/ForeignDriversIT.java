package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Drivers of the application's, with URLs of their own, that hand on connections of a proven driver as they like. */
class ForeignDriversIT {
    private static final String URL = "jdbc:tenant:orders";
    /** Nobody listens there. */
    private static final String NOWHERE = "127.0.0.1:1/orders";

    private final Answering driver = new Answering();
    private String answered = URL;
    private int asked = 0;
    private Answer answer;

    private interface Answer {
        Connection connect() throws SQLException;
    }

    @BeforeEach
    void register() throws SQLException {
        DriverManager.registerDriver(driver);
    }

    @AfterEach
    void deregister() throws SQLException {
        DriverManager.deregisterDriver(driver);
    }

    @ParameterizedTest
    @EnumSource(value = DriverKind.class, names = "H2", mode = EnumSource.Mode.EXCLUDE)
    void eachTenantGetsHisOwn(DriverKind kind) throws SQLException {
        Database first = server(kind);
        Database second = server(kind);
        for (Database tenant : new Database[] {first, second, first, second}) {
            answer = () -> raw(kind, tenant);
            assertThat(user(kind)).isEqualTo(tenant.user());
        }
    }

    /** {@code DriverManager} goes on to it when the driver itself has failed. */
    @ParameterizedTest
    @EnumSource(
            value = DriverKind.class,
            names = {"CONNECTOR_J", "POSTGRESQL"})
    void soHeDoesByAProvenDriversUrl(DriverKind kind) throws SQLException {
        answered = (kind == DriverKind.POSTGRESQL ? "jdbc:postgresql://" : "jdbc:mysql://") + NOWHERE;
        eachTenantGetsHisOwn(kind);
    }

    private static Database server(DriverKind kind) {
        return kind == DriverKind.POSTGRESQL
                ? Servers.postgres().newDatabase("tenant")
                : Servers.mariaDb().newDatabase("tenant");
    }

    /** Past all hooks, as a pool of its own would. */
    private static Connection raw(DriverKind kind, Database database) throws SQLException {
        String url = database.jdbcUrl(kind);
        Properties info = new Properties();
        info.setProperty("user", database.user());
        info.setProperty("password", database.password());
        return DriverManager.getDriver(url).connect(url, info);
    }

    private String user(DriverKind kind) throws SQLException {
        try (Connection connection = DriverManager.getConnection(answered);
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(
                        kind == DriverKind.POSTGRESQL
                                ? "SELECT current_user"
                                : "SELECT substring_index(user(), '@', 1)")) {
            results.next();
            return results.getString(1);
        }
    }

    /** Its error number is MySQL's for too many connections; to others it says that a password is wrong. */
    @Test
    void anUnprovenDriversRefusalIsNotAskedForAgain() {
        answer = () -> {
            throw new SQLException("invalid character in password", "72000", 1040);
        };
        assertThatThrownBy(() -> DriverManager.getConnection(URL)).hasMessageContaining("invalid character");
        assertThat(asked).isEqualTo(1);
    }

    private final class Answering extends ApplicationDriver {
        @Override
        Connection open() throws SQLException {
            asked++;
            return answer.connect();
        }

        @Override
        public boolean acceptsURL(String url) {
            return answered.equals(url);
        }
    }
}
