package dev.thaw.benchmark.server;

import dev.thaw.benchmark.ResultFile;
import dev.thaw.demo.scenario.Artifacts;
import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.process.JvmResult;
import java.time.Duration;

/** Runs a class in a JVM that has the agent, and prints what it prints. */
public final class AgentJvm {
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private AgentJvm() {}

    /**
     * Runs it to its end.
     *
     * @param options of the JVM, beside its own
     * @throws IllegalStateException where it fails
     */
    public static void run(Class<?> mainClass, String[] args, String... options) {
        JvmResult result = ChildJvm.of(mainClass)
                .jvmArgs("-agentlib:instrument="
                        + Artifacts.agent().toAbsolutePath().normalize())
                .jvmArgs(
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error")
                .jvmArgs("-D" + ResultFile.FOLDER_PROPERTY + "="
                        + System.getProperty(ResultFile.FOLDER_PROPERTY, "target"))
                .jvmArgs(options)
                .args(args)
                .run(LIMIT);
        System.out.print(result.out());
        if (result.exitCode() != 0) {
            throw new IllegalStateException(mainClass.getName() + " failed\n" + result.err());
        }
    }
}
