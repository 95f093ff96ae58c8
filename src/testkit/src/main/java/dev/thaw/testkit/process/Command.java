package dev.thaw.testkit.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A short-lived tool that must succeed. */
public final class Command {
    private Command() {}

    /**
     * Runs a tool to its end and returns what it printed, stdout and stderr together.
     *
     * @param input what the tool reads on its standard input
     * @param log where the tool's output is kept
     * @throws IllegalStateException if it fails or takes longer than {@code limit}; the message holds its output
     */
    public static String run(List<String> command, String input, Path log, Duration limit) throws IOException {
        Process process = ProcessGuard.start(
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()));
        try {
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException brokenPipe) {
                // The tool ended before it read everything: its exit code and output say why.
            }
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (ended && process.exitValue() == 0) {
                return Files.readString(log);
            }
            String how = ended ? "failed with exit code " + process.exitValue() : "did not end within " + limit;
            throw new IllegalStateException(command + " " + how + ":\n" + Files.readString(log));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running " + command, e);
        } finally {
            process.destroyForcibly();
        }
    }
}
