package dev.thaw.demo.lambda;

import dev.thaw.testkit.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The AOT cache that the managed runtime of Java 25 starts with instead of a {@link SharedArchive}, made the same way: one
 * JVM serves one event and records what it loaded, a second one writes the cache.
 */
final class AotCache {

    private static final String NAME = "runtime.aot";

    /** Any public method can be a handler, and this one brings no class of its own into the cache. */
    private static final String TRAINING_HANDLER = "java.lang.Object::toString";

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private AotCache() {}

    /** The flags to start a JVM with the cache; one that an agent makes unusable is left out, as on Lambda. */
    static List<String> flags(WorkFolder work) {
        Path cache = work.once("aot-" + SharedArchive.fingerprint(), AotCache::create)
                .resolve(NAME);
        return List.of("-XX:AOTCache=" + cache);
    }

    private static void create(Path folder) throws IOException {
        Path recorded = folder.resolve("runtime.aotconf");
        Path training = Files.createDirectory(folder.resolve("training"));
        RuntimeCommand command = new RuntimeCommand(TRAINING_HANDLER, folder, 512, Map.of());
        List<String> flags = new ArrayList<>(NativeClient.flags(new WorkFolder(folder)));
        flags.addAll(List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recorded));
        try (Environment environment = new Environment(command, flags, training, LIMIT, false)) {
            environment.awaitInit().invoke("{}");
            environment.endInGoodOrder();
        }
        Command.run(
                List.of(
                        RuntimeCommand.javaHome().resolve("bin/java").toString(),
                        "-XX:AOTMode=create",
                        "-XX:AOTConfiguration=" + recorded,
                        "-XX:AOTCache=" + folder.resolve(NAME),
                        "-XX:+UseSerialGC",
                        "-classpath",
                        RuntimeClasspath.jars()),
                "",
                folder.resolve("create.log"),
                LIMIT);
    }
}
