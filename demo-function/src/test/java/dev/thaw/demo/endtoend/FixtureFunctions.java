package dev.thaw.demo.endtoend;

import com.mysql.cj.jdbc.MysqlDataSource;
import dev.thaw.demo.fixture.BothDoors;
import dev.thaw.demo.fixture.PluginFunction;
import dev.thaw.demo.lambda.LocalLambda;
import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Scenarios;
import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Functions that are not part of the demo, on its database, without an agent. */
final class FixtureFunctions {

    private static final Path CLASSES = Path.of("target", "test-classes");
    private static final Path DRIVER = Path.of(ChildJvm.homeOf(MysqlDataSource.class));

    private FixtureFunctions() {}

    static Database newDatabase() {
        return SharedDatabases.newDatabaseFor(Scenarios.AWS_SAMPLE);
    }

    /** {@link PluginFunction}, with no driver in its package. */
    static LocalLambda.Builder plugin(Database database) {
        return on(database, CLASSES, PluginFunction.class, "session")
                .environment("PLUGIN_JAR", DRIVER.toString())
                // Which would not be prepared for a driver that nobody sees.
                .environment("THAW_EXTENSION", "true");
    }

    /** {@link BothDoors}, with its driver, unpacked into {@code folder}. */
    static LocalLambda.Builder bothDoors(Database database, Path folder) throws IOException {
        Path code = Path.of(BothDoors.class.getName().replace('.', '/') + ".class");
        Path unpacked = Files.createTempDirectory(folder, "function");
        Files.createDirectories(unpacked.resolve(code).getParent());
        Files.copy(CLASSES.resolve(code), unpacked.resolve(code));
        Files.createDirectory(unpacked.resolve("lib"));
        Files.copy(DRIVER, unpacked.resolve("lib").resolve(DRIVER.getFileName()));
        return on(database, unpacked, BothDoors.class, "sessions");
    }

    private static LocalLambda.Builder on(Database database, Path unpacked, Class<?> handler, String method) {
        return Scenarios.AWS_SAMPLE
                .function(database, Attachment.WITHOUT_AGENT)
                .function(unpacked)
                .handler(handler.getName() + "::" + method);
    }
}
