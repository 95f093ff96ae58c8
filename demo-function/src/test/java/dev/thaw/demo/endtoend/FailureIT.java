package dev.thaw.demo.endtoend;

import static dev.thaw.demo.scenario.Attachment.WITHOUT_AGENT;
import static dev.thaw.demo.scenario.Attachment.WITH_AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.thaw.demo.MountedSecretHandler;
import dev.thaw.demo.lambda.Environment;
import dev.thaw.demo.lambda.Invocation;
import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Scenario;
import dev.thaw.testkit.net.Loopback;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import dev.thaw.testkit.server.JdbcUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a connect fails, the handler sees the driver's own exception. */
class FailureIT {

    private static final Scenario ROTATED = new Scenario(
            "Rotated password",
            "read from a file in each invocation",
            MountedSecretHandler.class.getName(),
            DriverKind.CONNECTOR_J,
            true);

    @Test
    void aWrongPasswordAfterARightOneGetsNoCachedConnection(@TempDir Path folder) throws IOException {
        Database database = SharedDatabases.newDatabaseFor(ROTATED);
        Path secret = Files.writeString(folder.resolve("secret"), database.password());
        try (Environment without = start(database, secret, WITHOUT_AGENT);
                Environment with = start(database, secret, WITH_AGENT)) {
            Answers.of(without);
            long session = Answers.of(with).getSession();

            Files.writeString(secret, "not the password");
            Invocation refused = with.invoke("{}");

            assertThat(refused.outcome()).isEqualTo(Invocation.Outcome.ERROR);
            assertThat(exceptions(refused)).isEqualTo(exceptions(without.invoke("{}")));
            Files.writeString(secret, database.password());
            assertThat(Answers.of(with).getSession()).isEqualTo(session);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.thaw.demo.scenario.Scenarios#closing")
    void aRefusedPortIsTheSameErrorAsWithoutTheAgent(Scenario scenario) throws IOException {
        Database database = SharedDatabases.newDatabaseFor(scenario);
        JdbcUrl refused = database.url(scenario.driver()).tls().at(Loopback.freePort());
        try (Environment without =
                        scenario.function(database, refused, WITHOUT_AGENT).start();
                Environment with =
                        scenario.function(database, refused, WITH_AGENT).start()) {
            Invocation expected = without.invoke("{}");

            assertThat(expected.outcome()).isEqualTo(Invocation.Outcome.ERROR);
            assertThat(exceptions(with.invoke("{}"))).isEqualTo(exceptions(expected));
        }
    }

    private static Environment start(Database database, Path secret, Attachment attachment) {
        return ROTATED.function(database, attachment)
                .environment("DB_PASSWORD_FILE", secret.toString())
                .start();
    }

    /** The whole error but for the stack traces, in which the agent may show. */
    private static JsonObject exceptions(Invocation invocation) {
        JsonObject error = JsonParser.parseString(invocation.payload()).getAsJsonObject();
        for (JsonObject each = error; each != null; each = each.getAsJsonObject("cause")) {
            each.remove("stackTrace");
        }
        return error;
    }
}
