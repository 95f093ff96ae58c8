package dev.thaw.dirt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/**
 * A setting of the application's own on PostgreSQL, as row security uses it. The server knows its name even after {@code
 * DISCARD ALL}, so that it reads as empty instead of null: such a session is closed.
 */
class OwnSettingIT {
    private final Database database = Servers.postgres().newDatabase("setting");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET app.tenant = '7'",
                "SELECT set_config('app.tenant', '7', false)",
                "SELECT SET_CONFIG('app.tenant', '7', false)",
            })
    void isUnknownToTheNextBorrower(String sql) throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            assertThat(tenant(connection)).isEqualTo("7");
        }
        try (Connection connection = open()) {
            assertThat(tenant(connection)).isNull();
        }
        assertThat(database.connectionsOpened()).isEqualTo(2);
    }

    @Test
    void isUnknownAfterAPreparedStatement() throws SQLException {
        try (Connection connection = open();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT set_config('app.tenant', ?, false)")) {
            statement.setString(1, "7");
            statement.execute();
        }
        try (Connection connection = open()) {
            assertThat(tenant(connection)).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CALL sets_the_tenant()",
                "DO $$ BEGIN CALL sets_the_tenant(); END $$",
            })
    void isUnknownAfterAProcedure(String sql) throws SQLException {
        createProcedure();
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            assertThat(tenant(connection)).isEqualTo("7");
        }
        try (Connection connection = open()) {
            assertThat(tenant(connection)).isNull();
        }
    }

    @Test
    void isUnknownAfterACallableStatement() throws SQLException {
        createProcedure();
        try (Connection connection = open();
                CallableStatement statement = connection.prepareCall("{? = call sets_and_tells()}")) {
            statement.registerOutParameter(1, Types.VARCHAR);
            statement.execute();
            assertThat(statement.getString(1)).isEqualTo("7");
        }
        try (Connection connection = open()) {
            assertThat(tenant(connection)).isNull();
        }
    }

    @Test
    void notificationsOfTheFormerBorrowerAreHisOwn() throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute("LISTEN news");
            statement.execute("NOTIFY news, 'of the first borrower'");
        }
        try (Connection connection = open()) {
            assertThat(connection.unwrap(PGConnection.class).getNotifications()).isEmpty();
        }
    }

    private void createProcedure() {
        database.execute("CREATE FUNCTION sets_and_tells() RETURNS text LANGUAGE sql AS"
                + " $$ SELECT set_config('app.tenant', '7', false) $$");
        database.execute("CREATE PROCEDURE sets_the_tenant() LANGUAGE plpgsql AS"
                + " $$ BEGIN PERFORM sets_and_tells(); END $$");
    }

    @Test
    void aSettingOfTheServersOwnIsReset() throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute("SET work_mem = '7MB'");
        }
        try (Connection connection = open()) {
            assertThat(tenant(connection)).isNull();
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
    }

    private static String tenant(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("SELECT current_setting('app.tenant', true)")) {
            results.next();
            return results.getString(1);
        }
    }
}
