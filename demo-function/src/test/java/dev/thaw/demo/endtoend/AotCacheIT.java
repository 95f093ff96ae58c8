package dev.thaw.demo.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.thaw.demo.lambda.Environment;
import dev.thaw.demo.lambda.Invocation;
import dev.thaw.demo.lambda.LocalLambda;
import dev.thaw.demo.scenario.Artifacts;
import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Scenario;
import dev.thaw.demo.scenario.Scenarios;
import dev.thaw.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On Java 25 the runtime's classes come out of an AOT cache, loaded before there is an agent, and the cache stays in use. */
class AotCacheIT {
    private static final String FROM_THE_CACHE = "source: shared objects file";
    private static final int SOME = 3;

    private final Database database = FixtureFunctions.newDatabase();

    @TempDir
    private Path folder;

    @BeforeEach
    void needsJava25() {
        String version = LocalLambda.javaVersion();
        assumeTrue(
                Runtime.Version.parse(version).feature() >= 25,
                () -> "needs Java 25 or later, by -Dthaw.test.java.home=; this is " + version);
    }

    @ParameterizedTest
    @MethodSource
    void oneConnectionForAllInvocations(Scenario scenario) {
        Database database = SharedDatabases.newDatabaseFor(scenario);

        Answers.of(
                scenario.function(database, Attachment.WITH_AGENT)
                        .aotCache(true)
                        .build(),
                SOME);

        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    /** By each of the doors. */
    static List<Scenario> oneConnectionForAllInvocations() {
        return List.of(Scenarios.AWS_SAMPLE, Scenarios.POSTGRES_DATA_SOURCE);
    }

    /** What is loaded while the agent starts by a class is shown to nobody: {@code DriverManager} must not be among it. */
    @Test
    void whoAsksADataSourceFirstIsServedByDriverManagerToo() throws IOException {
        servesEachInvocationByTheSameSessions(FixtureFunctions.bothDoors(database, folder));
        assertThat(database.connectionsOpened()).isEqualTo(2);
    }

    @Test
    void aDataSourceOfALoaderOfTheFunctionsOwnIsServed() {
        servesEachInvocationByTheSameSessions(FixtureFunctions.plugin(database));
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    private static void servesEachInvocationByTheSameSessions(LocalLambda.Builder function) {
        try (Environment environment = function.environment(Attachment.WITH_AGENT.variables())
                .aotCache(true)
                .start()) {
            Invocation first = environment.invoke("{}");
            assertThat(first.outcome()).as(first.payload()).isEqualTo(Invocation.Outcome.RESPONSE);
            assertThat(Stream.generate(() -> environment.invoke("{}").payload()).limit(SOME))
                    .containsOnly(first.payload());
        }
    }

    @Test
    void theCacheStaysInUseHoweverTheLayerAttaches() throws IOException {
        long without = fromTheCache(loaded(Map.of()));
        assertThat(without).isGreaterThan(1000);
        for (Map<String, String> attached :
                List.of(Attachment.WITH_AGENT.variables(), Map.of("AWS_LAMBDA_EXEC_WRAPPER", "/opt/thaw/wrapper"))) {
            List<String> lines = loaded(attached);
            assertThat(fromTheCache(lines)).as("%s", attached).isGreaterThanOrEqualTo(without);
            assertThat(lines)
                    .filteredOn(line -> line.endsWith(LoadedClasses.WOVEN_ANEW))
                    .as("each halts the JVM for milliseconds")
                    .singleElement()
                    .asString()
                    .contains(".LambdaContext ");
            assertThat(lines)
                    .as("what is there before JDBC is used")
                    .anyMatch(line -> line.startsWith("dev.thaw.agent.FirstSight "))
                    .noneMatch(line -> line.startsWith("dev.thaw.weave."));
        }
    }

    /** What shows every class is dear: a driver has hundreds loaded. */
    @ParameterizedTest
    @MethodSource("oneConnectionForAllInvocations")
    void theFirstCallTakesTheTransformerAway(Scenario scenario) throws IOException {
        Database database = SharedDatabases.newDatabaseFor(scenario);
        Map<String, String> attached = Attachment.WITH_AGENT.variables();
        List<String> lines = LoadedClasses.of(
                scenario.function(database, Attachment.WITH_AGENT).aotCache(true),
                attached.get("JAVA_TOOL_OPTIONS"),
                folder);
        assertThat(lines)
                .filteredOn(line -> line.endsWith(LoadedClasses.WOVEN_ANEW))
                .as("ClassLoader in its place")
                .hasSize(2)
                .last()
                .asString()
                .startsWith("java.lang.ClassLoader ");
    }

    private static long fromTheCache(List<String> lines) {
        return lines.stream().filter(line -> line.contains(FROM_THE_CACHE)).count();
    }

    private List<String> loaded(Map<String, String> attached) throws IOException {
        return LoadedClasses.of(
                LocalLambda.builder()
                        .function(Artifacts.function())
                        .layer(Artifacts.layer())
                        .handler("java.lang.Object::toString")
                        .aotCache(true)
                        .environment(attached),
                attached.getOrDefault("JAVA_TOOL_OPTIONS", ""),
                folder);
    }
}
