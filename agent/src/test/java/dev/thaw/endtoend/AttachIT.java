package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.process.JvmResult;
import dev.thaw.testkit.server.Database;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both ways to attach the agent, the way to switch it off, and what it leaves in the JVM. */
class AttachIT {
    private final Database database = Servers.h2().newDatabase("attach");

    @ParameterizedTest
    @ValueSource(strings = {"-javaagent:", "-agentlib:instrument="})
    void eitherFormServes(String form) {
        // The JVM verifies classes of the JDK only where it is asked to.
        ChildJvm jvm = Agent.without(HandlerProgram.class)
                .jvmArgs(form + Agent.JAR, "-XX:+UnlockDiagnosticVMOptions", "-XX:+BytecodeVerificationLocal");
        try (Handler handler = start(jvm)) {
            for (int i = 0; i < 5; i++) {
                assertThat(handler.invoke("select")).isEqualTo("42");
            }
            assertThat(handler.invoke("class")).startsWith("org.h2.jdbc.JdbcConnection$$");
            assertThat(database.connectionsOpened()).isEqualTo(1);
            JvmResult ended = handler.end();
            assertThat(Agent.lines(ended.err())).isEmpty();
            assertThat(database.connectionsOpened())
                    .as("it ended by itself, with a connection cached")
                    .isEqualTo(1);
        }
    }

    /** As for functions without a database whose JVM is put together by jlink. */
    @Test
    void aJvmWithoutJdbcIsLeftAloneWithoutAWord() {
        ChildJvm jvm = Agent.with(NoJdbcProgram.class).jvmArgs("--limit-modules", "java.base,java.instrument");
        assertThat(Agent.lines(jvm.run().expectSuccess().err())).isEmpty();
    }

    @Test
    void attachedTwiceItServesOnce() {
        try (Handler handler = start(Agent.with(HandlerProgram.class).jvmArgs("-javaagent:" + Agent.JAR))) {
            for (int i = 0; i < 5; i++) {
                assertThat(handler.invoke("select")).isEqualTo("42");
            }
            assertThat(database.connectionsOpened()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE"})
    void switchedOffByTheEnvironmentItLeavesEverythingPlain(String off) {
        leavesEverythingPlain(Agent.with(HandlerProgram.class).env("THAW_ENABLED", off));
    }

    @Test
    void switchedOffByAPropertyItLeavesEverythingPlain() {
        leavesEverythingPlain(
                Agent.with(HandlerProgram.class).jvmArgs("-Dthaw.enabled=false").env("THAW_ENABLED", "true"));
    }

    @Test
    void aBlankPropertyHidesNoVariableThatSwitchesItOff() {
        leavesEverythingPlain(
                Agent.with(HandlerProgram.class).jvmArgs("-Dthaw.enabled=").env("THAW_ENABLED", "false"));
    }

    private void leavesEverythingPlain(ChildJvm jvm) {
        try (Handler handler = start(jvm)) {
            assertThat(handler.invoke("class")).isEqualTo("org.h2.jdbc.JdbcConnection");
            assertThat(handler.invoke("select")).isEqualTo("42");
            assertThat(database.connectionsOpened()).isEqualTo(2);
            assertThat(Agent.lines(handler.end().err())).isEmpty();
        }
    }

    @Test
    void eachBadSettingIsOneLineAndHarmsNothing() {
        Map<String, String> bad = Map.of(
                "THAW_ENABLED", "perhaps",
                "THAW_LOG", "loud",
                "THAW_VALIDATE_AFTER", "soon",
                "THAW_VALIDATE_TIMEOUT", "1",
                "THAW_MAX_AGE", "1 day",
                "THAW_MAX_IDLE", "-1s",
                "THAW_RESET", "maybe",
                "THAW_INCLUDE", "(",
                "THAW_EXCLUDE", "[");
        ChildJvm jvm = Agent.with(HandlerProgram.class);
        bad.forEach(jvm::env);
        try (Handler handler = start(jvm)) {
            assertThat(handler.invoke("select")).isEqualTo("42");
            assertThat(handler.invoke("select")).isEqualTo("42");
            assertThat(database.connectionsOpened()).isEqualTo(1);
            List<String> lines = Agent.lines(handler.end().err());
            assertThat(lines).hasSameSizeAs(bad.keySet());
            bad.forEach((name, value) -> assertThat(lines)
                    .filteredOn(line -> line.startsWith("thaw: " + name + " is '" + value + "', allowed is "))
                    .hasSize(1));
        }
    }

    @Test
    void theSystemPropertiesHoldNothingForeign() {
        try (Handler handler = start(Agent.with(HandlerProgram.class))) {
            assertThat(handler.invoke("properties")).isEqualTo("[]");
            assertThat(handler.invoke("select")).isEqualTo("42");
            assertThat(handler.invoke("properties")).isEqualTo("[]");
        }
    }

    @Test
    void logsTellWhatItDoesAndNoSecret() {
        try (Handler handler = start(Agent.with(HandlerProgram.class).env("THAW_LOG", "debug"))) {
            handler.invoke("select");
            handler.invoke("select");
            String err = handler.end().err();
            assertThat(Agent.lines(err)).anyMatch(line -> line.startsWith("thaw: opened jdbc:h2:tcp:"));
            assertThat(Agent.lines(err)).anyMatch(line -> line.startsWith("thaw: reused jdbc:h2:tcp:"));
            assertThat(err).doesNotContain(database.password());
        }
    }

    private Handler start(ChildJvm jvm) {
        return Handler.start(jvm, database.jdbcUrl(), database.user(), database.password());
    }
}
