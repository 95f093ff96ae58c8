package dev.thaw.demo.scenario;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the build has packaged, seen from this module's folder. */
public final class Artifacts {

    private Artifacts() {}

    /** The demo function's deployment package. */
    public static Path function() {
        return packaged(Path.of("target", "thaw-demo-function.zip"));
    }

    /** The layer that carries the agent. */
    public static Path layer() {
        return packaged(Path.of("..", "src", "layer", "target", "thaw-layer.zip"));
    }

    /** The agent, as the layer carries it. */
    public static Path agent() {
        return packaged(Path.of("..", "agent", "target", "thaw-agent.jar"));
    }

    private static Path packaged(Path file) {
        if (!Files.exists(file)) {
            throw new IllegalStateException(
                    "not packaged yet: " + file.toAbsolutePath().normalize());
        }
        return file;
    }
}
