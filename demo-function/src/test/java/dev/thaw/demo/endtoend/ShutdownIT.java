package dev.thaw.demo.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.thaw.demo.Answer;
import dev.thaw.demo.lambda.Environment;
import dev.thaw.demo.lambda.Shutdown;
import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Databases;
import dev.thaw.demo.scenario.Scenario;
import dev.thaw.demo.scenario.Scenarios;
import dev.thaw.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The end of an environment: SIGTERM reaches it because the agent is an internal extension, and sessions end with it. */
class ShutdownIT {
    private static final int SIGTERM = 143;
    private static final int SIGKILL = 137;

    private static Databases databases;

    @BeforeAll
    static void start() {
        databases = Databases.start(Duration.ofHours(1));
    }

    @AfterAll
    static void stop() {
        databases.close();
    }

    @ParameterizedTest
    @MethodSource("dev.thaw.demo.scenario.Scenarios#all")
    void atSigtermTheServerIsToldAndTheProcessEndsByItself(Scenario scenario) {
        Database database = databases.newDatabaseFor(scenario);
        try (Environment environment =
                scenario.function(database, Attachment.WITH_AGENT).start()) {
            Answer answer = Answers.of(environment);
            assertThat(database.sessionIds()).containsExactly(answer.getSession());
            environment.thaw();

            Shutdown shutdown = environment.shutdown();

            assertThat(shutdown.exitCode()).isEqualTo(SIGTERM);
            assertThat(shutdown.log()).noneMatch(line -> line.startsWith("thaw:"));
            database.awaitOpenSessions(0);
        }
    }

    @Test
    void theWrapperRegistersBeforeThereIsAJvm(@TempDir Path folder) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash, which is Lambda's shell: install it");
        Path loaded = folder.resolve("classes.log");
        Database database = databases.newDatabaseFor(Scenarios.AWS_SAMPLE);
        try (Environment environment = Scenarios.AWS_SAMPLE
                .function(database, Attachment.WITHOUT_AGENT)
                .environment("AWS_LAMBDA_EXEC_WRAPPER", "/opt/thaw/wrapper")
                .environment("JAVA_TOOL_OPTIONS", LoadedClasses.loggedTo(loaded))
                .start()) {
            Answers.of(environment);
            environment.thaw();

            Shutdown shutdown = environment.shutdown();

            assertThat(shutdown.exitCode()).isEqualTo(SIGTERM);
            assertThat(shutdown.log()).noneMatch(line -> line.startsWith("thaw:"));
            database.awaitOpenSessions(0);
        }
        assertThat(Files.readAllLines(loaded))
                .anyMatch(line -> line.startsWith("dev.thaw.agent.Sentinel "))
                .noneMatch(line -> line.startsWith("dev.thaw.agent.InternalExtension "));
    }

    @Test
    void withoutTheExtensionTheEnvironmentIsKilled() {
        Database database = databases.newDatabaseFor(Scenarios.AWS_SAMPLE);
        try (Environment environment = Scenarios.AWS_SAMPLE
                .function(database, Attachment.WITH_AGENT)
                .environment("THAW_EXTENSION", "false")
                .start()) {
            Answers.of(environment);
            assertThat(environment.shutdown().exitCode()).isEqualTo(SIGKILL);
        }
    }
}
