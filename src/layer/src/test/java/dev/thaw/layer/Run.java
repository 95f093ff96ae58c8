package dev.thaw.layer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One command line run to its end, with an environment of its own. */
final class Run implements AutoCloseable {
    private static final long LIMIT_SECONDS = 30;

    private final Process process;
    private final Path stderr;
    private final BufferedReader stdout;
    private final List<String> lines = new ArrayList<>();

    private Run(Process process, Path stderr) {
        this.process = process;
        this.stderr = stderr;
        this.stdout = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts {@code command}; the only variables it gets from here are PATH and those that {@code settings} names. */
    static Run start(Path folder, List<String> settings, List<String> command) throws IOException {
        Path stderr = Files.createTempFile(folder, "stderr", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(stderr.toFile());
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            builder.environment().put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return new Run(builder.start(), stderr);
    }

    /** The command line of a JVM that runs {@link Probe}. */
    static List<String> probe(List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(javaHome().resolve("bin/java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(options);
        command.addAll(List.of("-cp", Layer.testClasses().toString(), Probe.class.getName()));
        command.addAll(arguments);
        return command;
    }

    /** The JDK for child JVMs: the build's own unless {@code thaw.test.java.home} names another. */
    static Path javaHome() {
        return Path.of(System.getProperty("thaw.test.java.home", System.getProperty("java.home")));
    }

    Process process() {
        return process;
    }

    /** Reads what the probe writes until it has written {@code name}. */
    Run awaitLine(String name) throws IOException {
        for (String line = stdout.readLine(); line != null; line = stdout.readLine()) {
            lines.add(line);
            if (line.startsWith(name + "=")) {
                return this;
            }
        }
        throw new AssertionError("the probe ended before it wrote " + name + ": " + stderr());
    }

    /** Waits for the end and returns the exit status. */
    int exit() throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + LIMIT_SECONDS + " s");
        }
        process.outputWriter().close(); // a probe left behind by its shell ends here, and so does its output
        stdout.lines().forEach(lines::add);
        return process.exitValue();
    }

    /** All values that the probe wrote under this name, in order. */
    List<String> values(String name) {
        List<String> values = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(name + "=")) {
                byte[] value = Base64.getDecoder().decode(line.substring(name.length() + 1));
                values.add(new String(value, StandardCharsets.UTF_8));
            }
        }
        return values;
    }

    /** Everything that the probe wrote, as it wrote it. */
    List<String> lines() {
        return lines;
    }

    Optional<String> variable(String name) {
        return values("env." + name).stream().findFirst();
    }

    /** What came on stderr, without the JVM's own remark on JAVA_TOOL_OPTIONS. */
    String stderr() throws IOException {
        return String.join(
                "\n",
                Files.readAllLines(stderr).stream()
                        .filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS: "))
                        .toList());
    }

    String allOfStderr() throws IOException {
        return Files.readString(stderr);
    }

    @Override
    public void close() throws IOException {
        process.outputWriter().close();
        process.destroyForcibly();
        stdout.close();
    }
}
