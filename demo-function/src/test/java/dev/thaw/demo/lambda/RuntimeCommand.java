package dev.thaw.demo.lambda;

import dev.thaw.testkit.process.ChildJvm;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * How the managed runtime starts a function's JVM: command line, environment, current folder.
 *
 * @param handler the function's handler setting
 * @param task the unpacked deployment package
 * @param memoryMegabytes the function's memory setting
 * @param variables the function's own environment variables
 */
record RuntimeCommand(String handler, Path task, int memoryMegabytes, Map<String, String> variables) {

    private static final Path BASH = Path.of("/bin/bash");

    static final String CONCURRENCY = "AWS_LAMBDA_MAX_CONCURRENCY";
    static final String INITIALIZATION_TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";
    static final String FUNCTION_NAME = "demo";
    static final String FUNCTION_VERSION = "$LATEST";
    static final String FUNCTION_ARN = "arn:aws:lambda:eu-central-1:123456789012:function:" + FUNCTION_NAME;

    /** Where the JVM to run is: the folder that system property {@code thaw.test.java.home} names, else this JVM's. */
    static Path javaHome() {
        return ChildJvm.javaHome();
    }

    static String javaVersion() {
        Properties release = new Properties();
        try (Reader in = Files.newBufferedReader(javaHome().resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return release.getProperty("JAVA_VERSION").replace("\"", "");
    }

    /** How many events the runtime serves at once; it reads the same variable. */
    int concurrency() {
        return Integer.parseInt(variables.getOrDefault(CONCURRENCY, "1"));
    }

    /**
     * @param flags JVM flags that come before the runtime's own
     * @param temporary the JVM's temporary folder
     * @param runtimeApi host and port of the Runtime API
     */
    ProcessBuilder process(List<String> flags, Path temporary, String runtimeApi) {
        List<String> command = new ArrayList<>();
        String wrapper = variables.get("AWS_LAMBDA_EXEC_WRAPPER");
        if (wrapper != null) {
            command.addAll(shell(wrapper));
            command.add(wrapper);
        }
        command.add(javaHome().resolve("bin/java").toString());
        command.addAll(flags);
        command.add("-Djava.io.tmpdir=" + temporary);
        // A killed JVM would leave its performance data in the machine's temporary folder.
        command.add("-XX:-UsePerfData");
        command.addAll(managedFlags());
        command.add(RuntimeClasspath.MAIN_CLASS);
        command.add(handler);
        ProcessBuilder builder = new ProcessBuilder(command).directory(task.toFile());
        builder.environment().clear();
        builder.environment().putAll(managedVariables(runtimeApi));
        builder.environment().putAll(variables);
        return builder;
    }

    /** On Lambda {@code /bin/sh} is bash; where it is another shell, bash runs the script as it would there. */
    private static List<String> shell(String wrapper) {
        try {
            boolean posix = Files.readString(Path.of(wrapper)).startsWith("#!/bin/sh");
            return posix && Files.isExecutable(BASH) ? List.of(BASH.toString(), "--posix") : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command line of Lambda's java17 runtime; the shares of memory are those seen there for 512 MB. */
    private List<String> managedFlags() {
        int kilobytes = memoryMegabytes * 1024;
        return List.of(
                "-XX:MaxHeapSize=" + kilobytes / 100 * 85 + "k",
                "-XX:MaxMetaspaceSize=" + kilobytes / 100 * 10 + "k",
                "-XX:ReservedCodeCacheSize=" + kilobytes / 100 * 5 + "k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                "-classpath",
                RuntimeClasspath.jars());
    }

    private Map<String, String> managedVariables(String runtimeApi) {
        return Map.ofEntries(
                Map.entry("AWS_LAMBDA_RUNTIME_API", runtimeApi),
                Map.entry("_HANDLER", handler),
                Map.entry("LAMBDA_TASK_ROOT", task.toString()),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", FUNCTION_NAME),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", FUNCTION_VERSION),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(memoryMegabytes)),
                Map.entry(INITIALIZATION_TYPE, "on-demand"),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + FUNCTION_NAME),
                Map.entry("AWS_REGION", "eu-central-1"),
                Map.entry("PATH", "/usr/local/bin:/usr/bin:/bin"),
                Map.entry("LANG", "en_US.UTF-8"),
                Map.entry("TZ", ":UTC"));
    }
}
