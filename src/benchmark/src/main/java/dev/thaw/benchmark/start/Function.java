package dev.thaw.benchmark.start;

import dev.thaw.demo.lambda.LocalLambda;
import dev.thaw.demo.scenario.Artifacts;
import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Databases;
import dev.thaw.demo.scenario.Scenario;
import dev.thaw.demo.scenario.Scenarios;
import dev.thaw.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** A function whose start is measured. */
record Function(String title, Supplier<LocalLambda.Builder> deployed) {
    private static final String NO_JDBC = "java.lang.Object::toString";

    static List<Function> all(Databases databases) throws IOException {
        Path empty = Files.createDirectories(Path.of("target", "benchmark", "empty-function"));
        return List.of(
                new Function("no driver in the package", () -> withoutJdbc(empty)),
                new Function("a driver that is not used", () -> withoutJdbc(Artifacts.function())),
                connecting(Scenarios.AWS_SAMPLE, databases),
                connecting(Scenarios.POSTGRES, databases));
    }

    private static LocalLambda.Builder withoutJdbc(Path function) {
        return LocalLambda.builder().function(function).layer(Artifacts.layer()).handler(NO_JDBC);
    }

    private static Function connecting(Scenario scenario, Databases databases) {
        Database database = databases.newDatabaseFor(scenario);
        return new Function(
                scenario.title() + ", one connection", () -> scenario.function(database, Attachment.WITHOUT_AGENT));
    }
}
