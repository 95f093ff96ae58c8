package dev.thaw.endtoend;

import dev.thaw.testkit.process.ChildJvm;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Child JVMs with and without the packaged agent. */
final class Agent {
    /** The jar that the build packaged. */
    static final Path JAR = Path.of(System.getProperty("thaw.agent.jar"));

    private Agent() {}

    /** A JVM without any agent, on whose class path there is none of it either; quick to start. */
    static ChildJvm without(Class<?> program) {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !Path.of(entry).equals(JAR))
                .collect(Collectors.joining(File.pathSeparator));
        return ChildJvm.of(program)
                .classPath(classPath)
                .jvmArgs("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");
    }

    /** A JVM with the agent attached in the usual form. */
    static ChildJvm with(Class<?> program) {
        return with(JAR, program);
    }

    /** A JVM with that copy of the agent. */
    static ChildJvm with(Path jar, Class<?> program) {
        return without(program).jvmArgs("-javaagent:" + jar);
    }

    /** What the agent itself printed. */
    static List<String> lines(String err) {
        return err.lines().filter(line -> line.startsWith("thaw:")).toList();
    }
}
