package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code DriverManager} was loaded before the agent, as an AOT cache or another agent can have it. */
class LoadedDriverManagerIT {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"load", "initialize"})
    void isServedAllTheSame(String touch) throws IOException {
        Database database = Servers.h2().newDatabase("loaded");
        ChildJvm jvm = Agent.without(HandlerProgram.class)
                .jvmArgs("-javaagent:" + FirstAgent.jar(folder) + "=" + touch, "-javaagent:" + Agent.JAR);
        try (Handler handler = Handler.start(jvm, database.jdbcUrl(), database.user(), database.password())) {
            for (int i = 0; i < 5; i++) {
                assertThat(handler.invoke("select")).isEqualTo("42");
            }
            assertThat(handler.invoke("class")).startsWith("org.h2.jdbc.JdbcConnection$$");
            assertThat(handler.invoke("properties")).isEqualTo("[]");
            assertThat(Agent.lines(handler.end().err())).isEmpty();
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }
}
