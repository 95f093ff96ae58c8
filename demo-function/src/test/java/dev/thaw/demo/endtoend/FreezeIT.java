package dev.thaw.demo.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.demo.Answer;
import dev.thaw.demo.lambda.Environment;
import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Databases;
import dev.thaw.demo.scenario.Scenario;
import dev.thaw.testkit.server.Database;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A thaw onto a session that the server has dropped meanwhile, by its own idle timeout. */
class FreezeIT {

    private static Databases databases;

    @BeforeAll
    static void start() {
        databases = Databases.start(Duration.ofSeconds(2));
    }

    @AfterAll
    static void stop() {
        databases.close();
    }

    @ParameterizedTest
    @MethodSource("dev.thaw.demo.scenario.Scenarios#closing")
    void aDroppedSessionIsReplacedAndTheHandlerDoesNotNotice(Scenario scenario) {
        Database database = databases.newDatabaseFor(scenario);
        try (Environment environment =
                scenario.function(database, Attachment.WITH_AGENT).start()) {
            Answer before = Answers.of(environment);
            assertThat(database.sessionIds()).containsExactly(before.getSession());

            database.awaitOpenSessions(0);
            Answer after = Answers.of(environment);

            assertThat(after.getSession()).isNotEqualTo(before.getSession());
            assertThat(database.connectionsOpened()).isEqualTo(2);
        }
    }
}
