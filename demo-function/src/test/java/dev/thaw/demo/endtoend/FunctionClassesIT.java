package dev.thaw.demo.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.demo.lambda.Environment;
import dev.thaw.demo.lambda.LocalLambda;
import dev.thaw.demo.scenario.Artifacts;
import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Scenarios;
import dev.thaw.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent does by what the function asks its class loader for. */
class FunctionClassesIT {
    /** Of ours, with a driver in the package that is not used. Who needs more says why in the commit. */
    private static final int CLASSES_WITHOUT_JDBC = 13;

    private static final String AGENT = "-agentlib:instrument=/opt/thaw/thaw-agent.jar";

    @TempDir
    private Path folder;

    @Test
    void nothingOfTheJdkIsWovenBeforeJdbcIsUsed() throws IOException {
        List<String> loaded = LoadedClasses.of(
                LocalLambda.builder()
                        .function(Artifacts.function())
                        .layer(Artifacts.layer())
                        .handler("java.lang.Object::toString"),
                AGENT,
                folder);

        assertThat(loaded)
                .filteredOn(line -> line.startsWith("dev.thaw."))
                .as("of ours")
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(CLASSES_WITHOUT_JDBC);
        assertThat(loaded)
                .noneMatch(line -> line.startsWith("java.sql.DriverManager "))
                .noneMatch(line -> line.endsWith(LoadedClasses.WOVEN_ANEW));
    }

    @Test
    void driverManagerIsWovenForWhoAsksForItAlone() throws IOException {
        Database database = SharedDatabases.newDatabaseFor(Scenarios.AWS_SAMPLE);

        List<String> loaded =
                LoadedClasses.of(Scenarios.AWS_SAMPLE.function(database, Attachment.WITHOUT_AGENT), AGENT, folder);

        assertThat(loaded)
                .anyMatch(line -> line.startsWith("java.sql.DriverManager "))
                .anyMatch(line -> line.startsWith("dev.thaw.intercept.Interceptor "))
                .noneMatch(
                        line -> line.startsWith("java.lang.ClassLoader ") && line.endsWith(LoadedClasses.WOVEN_ANEW));
    }

    @Test
    void aDataSourceOfALoaderOfTheFunctionsOwnIsServed() throws IOException {
        Path log = folder.resolve("classes.log");
        Database database = FixtureFunctions.newDatabase();
        try (Environment environment = FixtureFunctions.plugin(database)
                .environment("JAVA_TOOL_OPTIONS", AGENT + " " + LoadedClasses.loggedTo(log))
                .start()) {
            String session = environment.invoke("{}").payload();
            assertThat(session).matches("\"\\d+\"");
            assertThat(Stream.generate(() -> environment.invoke("{}").payload()).limit(3))
                    .containsOnly(session);
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.startsWith("java.lang.ClassLoader ") && line.endsWith(LoadedClasses.WOVEN_ANEW));
    }
}
