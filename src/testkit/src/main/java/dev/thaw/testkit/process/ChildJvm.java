package dev.thaw.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Describes a separate JVM and starts it, guarded by {@link ProcessGuard}. Not thread-safe; each start is a new JVM.
 *
 * <p>Its environment is empty but for {@code PATH}, {@code LANG=C.UTF-8} and what {@link #env} adds: neither
 * {@code JAVA_TOOL_OPTIONS} nor the settings of the developer's shell reach it.
 */
public final class ChildJvm {
    /** System property that names the Java home of child JVMs, to run the same tests on another JDK. */
    public static final String JAVA_HOME_PROPERTY = "thaw.test.java.home";

    private static final Duration DEFAULT_LIMIT = Duration.ofMinutes(1);

    private final String mainClass;
    private final List<String> jvmArgs = new ArrayList<>();
    private final List<String> args = new ArrayList<>();
    private final Map<String, String> env = new LinkedHashMap<>();
    private Path javaHome = javaHome();
    private String classPath = System.getProperty("java.class.path");
    private Path workingDirectory;

    private ChildJvm(String mainClass) {
        this.mainClass = mainClass;
        env.put("LANG", "C.UTF-8");
        String path = System.getenv("PATH");
        if (path != null) {
            env.put("PATH", path);
        }
    }

    /** A JVM that runs the class with the class path of this one. */
    public static ChildJvm of(Class<?> mainClass) {
        return of(mainClass.getName());
    }

    /** A JVM that runs the class with the class path of this one. */
    public static ChildJvm of(String mainClass) {
        return new ChildJvm(mainClass);
    }

    /** The home of child JVMs if none is given: that of {@value #JAVA_HOME_PROPERTY}, else this JVM's. */
    public static Path javaHome() {
        return Path.of(System.getProperty(JAVA_HOME_PROPERTY, System.getProperty("java.home")));
    }

    /** Runs {@code bin/java} of this home. */
    public ChildJvm javaHome(Path home) {
        javaHome = home;
        return this;
    }

    /** Replaces the class path. */
    public ChildJvm classPath(String path) {
        classPath = path;
        return this;
    }

    /** Replaces the class path. */
    public ChildJvm classPath(List<Path> path) {
        return classPath(String.join(
                System.getProperty("path.separator"),
                path.stream().map(Path::toString).toList()));
    }

    /** Adds options of the JVM, such as {@code -Xshare:auto} or {@code -javaagent:...}. */
    public ChildJvm jvmArgs(String... more) {
        jvmArgs.addAll(List.of(more));
        return this;
    }

    /** Adds arguments of the program. */
    public ChildJvm args(String... more) {
        args.addAll(List.of(more));
        return this;
    }

    /** Adds or replaces an environment variable. */
    public ChildJvm env(String name, String value) {
        env.put(name, value);
        return this;
    }

    /** Sets where it runs; this JVM's working directory if not called. */
    public ChildJvm workingDirectory(Path directory) {
        workingDirectory = directory;
        return this;
    }

    /** Starts it. */
    public RunningJvm start() {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin").resolve("java").toString());
        command.addAll(jvmArgs);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(args);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(env);
        if (workingDirectory != null) {
            builder.directory(workingDirectory.toFile());
        }
        try {
            return new RunningJvm(builder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    /** Runs it to its end, for at most one minute. */
    public JvmResult run() {
        return run(DEFAULT_LIMIT);
    }

    /**
     * Runs it to its end.
     *
     * @throws IllegalStateException if it takes longer; the message holds its output and a thread dump
     */
    public JvmResult run(Duration limit) {
        try (RunningJvm jvm = start()) {
            return jvm.await(limit);
        }
    }

    /** The jar or folder that a class of this JVM comes from, for a class path. */
    public static String homeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
