package dev.thaw.demo.lambda;

import dev.thaw.testkit.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The archive of preloaded JDK and runtime classes that the managed runtime starts with ({@code runtime.jsa}), made once
 * for each JDK and version of the runtime interface client: a first JVM serves one event and lists the classes it
 * loaded, a second one writes them to the archive.
 */
final class SharedArchive {

    private static final String NAME = "runtime.jsa";

    /** Any public method can be a handler, and this one brings no class of its own into the archive. */
    private static final String TRAINING_HANDLER = "java.lang.Object::toString";

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private SharedArchive() {}

    /** The flags to start a JVM with the archive; an agent that makes it unusable then keeps the JVM from starting. */
    static List<String> flags(WorkFolder work) {
        Path archive = work.once("jdk-" + fingerprint(), SharedArchive::create).resolve(NAME);
        return List.of("-Xshare:on", "-XX:SharedArchiveFile=" + archive);
    }

    private static void create(Path folder) throws IOException {
        Path classes = folder.resolve("runtime.classes");
        Path training = Files.createDirectory(folder.resolve("training"));
        RuntimeCommand command = new RuntimeCommand(TRAINING_HANDLER, folder, 512, Map.of());
        List<String> flags = new ArrayList<>(NativeClient.flags(new WorkFolder(folder)));
        flags.add("-XX:DumpLoadedClassList=" + classes);
        try (Environment environment = new Environment(command, flags, training, LIMIT, false).awaitInit()) {
            environment.invoke("{}");
            environment.endInGoodOrder();
        }
        Command.run(
                List.of(
                        RuntimeCommand.javaHome().resolve("bin/java").toString(),
                        "-Xshare:dump",
                        // The one collector that every JDK here can archive heap objects with.
                        "-XX:+UseG1GC",
                        "-XX:SharedClassListFile=" + classes,
                        "-XX:SharedArchiveFile=" + folder.resolve(NAME),
                        "-classpath",
                        RuntimeClasspath.jars()),
                "",
                folder.resolve("dump.log"),
                LIMIT);
    }

    /** Another one for each JDK and version of the runtime interface client. */
    static String fingerprint() {
        try {
            String release = Files.readString(RuntimeCommand.javaHome().resolve("release"));
            return Integer.toHexString(Objects.hash(release, RuntimeClasspath.jars()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
