package dev.thaw.credentials;

import static dev.thaw.credentials.Connections.changePassword;
import static dev.thaw.credentials.Connections.url;
import static dev.thaw.credentials.Connections.use;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.secretsmanager.sql.AWSSecretsManagerMariaDBDriver;
import com.amazonaws.secretsmanager.sql.AWSSecretsManagerMySQLDriver;
import com.amazonaws.secretsmanager.sql.AWSSecretsManagerPostgreSQLDriver;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import java.net.URI;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** AWS Secrets Manager JDBC: a driver in front of a driver, which fetches the secret and, refused, fetches it anew. */
class SecretsManagerIT {
    private static final String NEW = "another-1";

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void oneConnectionServesUntilTheSecretIsRotated(DriverKind driver) throws Exception {
        Database database = Connections.newDatabase(driver);
        try (SecretsManagerStub stub = new SecretsManagerStub();
                SecretsManagerClient client = client(stub);
                Registered registered = new Registered(driver, client)) {
            stub.put(database.user(), database.password());
            for (int i = 0; i < 50; i++) {
                use(open(database, driver));
            }
            assertThat(database.connectionsOpened()).isEqualTo(1);
            assertThat(stub.asked()).as("the library's own cache is at work").isEqualTo(1);

            Connection old = open(database, driver);
            changePassword(database, driver, NEW);
            stub.put(database.user(), NEW);
            use(open(database, driver));
            assertThat(stub.asked())
                    .as("refused, it has fetched the new secret")
                    .isEqualTo(2);
            use(old);
            database.awaitOpenSessions(1);
            for (int i = 0; i < 50; i++) {
                use(open(database, driver));
            }
            assertThat(database.connectionsOpened()).isEqualTo(2);
            assertThat(registered).isNotNull();
        }
    }

    private static Connection open(Database database, DriverKind driver) throws SQLException {
        String url = "jdbc-secretsmanager:" + url(database, driver).substring("jdbc:".length());
        return DriverManager.getConnection(url, "the secret's id", null);
    }

    private static SecretsManagerClient client(SecretsManagerStub stub) {
        return SecretsManagerClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create(stub.endpoint()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "not-real")))
                .build();
    }

    /** The library's driver for one of the drivers, with a client of its own, known to DriverManager for a while. */
    private static final class Registered implements AutoCloseable {
        private final Driver wrapper;

        Registered(DriverKind driver, SecretsManagerClient client) throws SQLException {
            wrapper = switch (driver) {
                case POSTGRESQL -> new AWSSecretsManagerPostgreSQLDriver(client);
                case MARIADB -> new AWSSecretsManagerMariaDBDriver(client);
                default -> new AWSSecretsManagerMySQLDriver(client);
            };
            // Its static initializer has registered one that would ask AWS.
            for (Driver known : Collections.list(DriverManager.getDrivers())) {
                if (known.getClass() == wrapper.getClass()) {
                    DriverManager.deregisterDriver(known);
                }
            }
            DriverManager.registerDriver(wrapper);
        }

        @Override
        public void close() throws SQLException {
            DriverManager.deregisterDriver(wrapper);
        }
    }
}
