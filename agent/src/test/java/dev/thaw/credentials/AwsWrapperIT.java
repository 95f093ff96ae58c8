package dev.thaw.credentials;

import static dev.thaw.credentials.Connections.changePassword;
import static dev.thaw.credentials.Connections.url;
import static dev.thaw.credentials.Connections.use;
import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.jdbc.ds.AwsWrapperDataSource;
import software.amazon.jdbc.wrapper.ConnectionWrapper;

/** The AWS Advanced JDBC Wrapper: connections of its own class, the driver's beneath them. */
class AwsWrapperIT {
    private static final String NEW = "another-1";

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void oneConnectionIsBeneathAllOfIts(DriverKind driver) throws SQLException {
        Database database = Connections.newDatabase(driver);
        for (int i = 0; i < 50; i++) {
            Connection connection = DriverManager.getConnection(wrapped(database, driver), properties(database, ""));
            assertThat(connection).isInstanceOf(ConnectionWrapper.class);
            use(connection);
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
        assertThat(database.openSessions()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void soItIsWithThePluginsThatItHasByDefault(DriverKind driver) throws SQLException {
        Database database = Connections.newDatabase(driver);
        for (int i = 0; i < 20; i++) {
            use(DriverManager.getConnection(wrapped(database, driver), properties(database, null)));
        }
        assertThat(database.openSessions()).isEqualTo(1);
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void soItIsBeneathItsDataSource(DriverKind driver) throws SQLException {
        Database database = Connections.newDatabase(driver);
        for (int i = 0; i < 20; i++) {
            AwsWrapperDataSource source = new AwsWrapperDataSource();
            source.setJdbcUrl(wrapped(database, driver));
            source.setTargetDataSourceProperties(properties(database, ""));
            use(source.getConnection(database.user(), database.password()));
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    /** The wrapper's way to a secret: it fetches it anew when a login is refused. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void itsSecretsAreRotated(DriverKind driver) throws Exception {
        Database database = Connections.newDatabase(driver);
        try (SecretsManagerStub stub = new SecretsManagerStub()) {
            stub.put(database.user(), database.password());
            for (int i = 0; i < 20; i++) {
                use(open(database, driver, stub));
            }
            assertThat(database.connectionsOpened()).isEqualTo(1);

            Connection old = open(database, driver, stub);
            changePassword(database, driver, NEW);
            stub.put(database.user(), NEW);
            use(open(database, driver, stub));
            use(old);
            database.awaitOpenSessions(1);
            for (int i = 0; i < 20; i++) {
                use(open(database, driver, stub));
            }
            assertThat(database.connectionsOpened()).isEqualTo(2);
            assertThat(stub.asked()).as("fetched once for each version").isEqualTo(2);
        }
    }

    private static Connection open(Database database, DriverKind driver, SecretsManagerStub stub) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("wrapperPlugins", "awsSecretsManager");
        properties.setProperty("secretsManagerSecretId", database.user());
        properties.setProperty("secretsManagerRegion", "us-east-1");
        properties.setProperty("secretsManagerEndpoint", stub.endpoint());
        return DriverManager.getConnection(wrapped(database, driver), properties);
    }

    private static String wrapped(Database database, DriverKind driver) {
        return "jdbc:aws-wrapper:" + url(database, driver).substring("jdbc:".length());
    }

    /** With a list of plugins, or with the usual ones where that is null. */
    private static Properties properties(Database database, String plugins) {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        if (plugins != null) {
            properties.setProperty("wrapperPlugins", plugins);
        }
        return properties;
    }
}
