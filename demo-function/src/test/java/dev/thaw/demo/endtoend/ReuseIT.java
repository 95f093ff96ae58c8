package dev.thaw.demo.endtoend;

import static dev.thaw.demo.scenario.Attachment.WITHOUT_AGENT;
import static dev.thaw.demo.scenario.Attachment.WITH_AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.demo.Answer;
import dev.thaw.demo.lambda.LocalLambda;
import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Scenario;
import dev.thaw.demo.scenario.Scenarios;
import dev.thaw.testkit.server.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One connection for each environment instead of one for each invocation, as the server counts them. */
class ReuseIT {

    private static final int MANY = 1_000;

    @ParameterizedTest
    @MethodSource("dev.thaw.demo.scenario.Scenarios#closing")
    void aThousandInvocationsOpenOneConnection(Scenario scenario) {
        Database database = SharedDatabases.newDatabaseFor(scenario);

        List<Answer> answers = Answers.of(awake(scenario, database, WITH_AGENT), MANY);

        assertThat(database.connectionsOpened()).isEqualTo(1);
        assertThat(answers)
                .extracting(Answer::getSession)
                .containsOnly(answers.get(0).getSession());
        assertThat(answers)
                .extracting(Answer::getInvocation)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, MANY).boxed().toList());
    }

    /** What the others are measured by; no code of ours is in it, so one JDK is enough. */
    @Tag("once")
    @ParameterizedTest
    @MethodSource("dev.thaw.demo.scenario.Scenarios#closing")
    void withoutTheAgentAThousandInvocationsOpenAThousandConnections(Scenario scenario) {
        Database database = SharedDatabases.newDatabaseFor(scenario);

        Answers.of(plain(scenario, database, WITHOUT_AGENT), MANY);

        assertThat(database.connectionsOpened()).isEqualTo(MANY);
    }

    @Test
    void aHandlerThatNeverClosesOpensNoMoreThanWithoutTheAgent() {
        Database without = SharedDatabases.newDatabaseFor(Scenarios.FORGETFUL);
        Database with = SharedDatabases.newDatabaseFor(Scenarios.FORGETFUL);

        Answers.of(plain(Scenarios.FORGETFUL, without, WITHOUT_AGENT), MANY);
        Answers.of(plain(Scenarios.FORGETFUL, with, WITH_AGENT), MANY);

        assertThat(with.connectionsOpened()).isLessThanOrEqualTo(without.connectionsOpened());
    }

    @Test
    void aStaticConnectionStaysTheOnlyOne() {
        Database database = SharedDatabases.newDatabaseFor(Scenarios.STATIC_CONNECTION);

        Answers.of(awake(Scenarios.STATIC_CONNECTION, database, WITH_AGENT), MANY);

        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void everyOrderIsCommittedOnce() throws SQLException {
        Database database = SharedDatabases.newDatabaseFor(Scenarios.ORDER);

        Answers.of(awake(Scenarios.ORDER, database, WITH_AGENT), MANY);

        try (Connection admin = database.admin();
                Statement statement = admin.createStatement();
                ResultSet orders = statement.executeQuery("SELECT COUNT(*) FROM orders")) {
            orders.next();
            assertThat(orders.getInt(1)).isEqualTo(MANY);
        }
    }

    /** Not frozen, for speed: what a freeze does has its own tests. */
    private static LocalLambda awake(Scenario scenario, Database database, Attachment attachment) {
        return scenario.function(database, attachment)
                .freezeBetweenInvocations(false)
                .build();
    }

    /** Nor encrypted: a thousand TLS handshakes take a minute. */
    private static LocalLambda plain(Scenario scenario, Database database, Attachment attachment) {
        return scenario.function(database, database.url(scenario.driver()).plain(), attachment)
                .freezeBetweenInvocations(false)
                .build();
    }
}
