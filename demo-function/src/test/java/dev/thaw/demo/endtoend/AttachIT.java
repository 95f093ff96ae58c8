package dev.thaw.demo.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.demo.lambda.LocalLambda;
import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Scenario;
import dev.thaw.demo.scenario.Scenarios;
import dev.thaw.testkit.server.Database;
import org.junit.jupiter.api.Test;

/** The ways to attach the agent, and the switch that turns it off. */
class AttachIT {

    private static final Scenario SCENARIO = Scenarios.AWS_SAMPLE;
    private static final int SOME = 5;

    private final Database database = SharedDatabases.newDatabaseFor(SCENARIO);

    @Test
    void asAJavaAgent() {
        Answers.of(
                attached()
                        .environment("JAVA_TOOL_OPTIONS", "-javaagent:/opt/thaw/thaw-agent.jar")
                        .build(),
                SOME);

        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void byTheLayersWrapper() {
        LocalLambda function = SCENARIO.function(database, Attachment.WITHOUT_AGENT)
                .environment("AWS_LAMBDA_EXEC_WRAPPER", "/opt/thaw/wrapper")
                .build();

        Answers.of(function, SOME);

        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void switchedOff() {
        Answers.of(attached().environment("THAW_ENABLED", "false").build(), SOME);

        assertThat(database.connectionsOpened()).isEqualTo(SOME);
    }

    private LocalLambda.Builder attached() {
        return SCENARIO.function(database, Attachment.WITH_AGENT);
    }
}
