package dev.thaw.demo.lambda;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Stops and continues one process. Java cannot send these signals; a shell that stays sends them in microseconds, where
 * starting {@code kill} each time would cost milliseconds. The shell ends with the stream from this JVM.
 */
final class Freezer implements AutoCloseable {

    private final long pid;
    private final Process shell;
    private final Writer commands;
    private final BufferedReader answers;

    Freezer(long pid) {
        this.pid = pid;
        try {
            shell = new ProcessBuilder("sh")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        commands = shell.outputWriter(StandardCharsets.US_ASCII);
        answers = shell.inputReader(StandardCharsets.US_ASCII);
    }

    /** Stops the process and returns when none of its threads runs. */
    void freeze() {
        send("STOP");
        // The signal is sent, but each thread stops when it is next scheduled.
        while (!stopped(pid)) {
            Thread.onSpinWait();
        }
    }

    /** Lets the process continue. */
    void thaw() {
        send("CONT");
    }

    /**
     * Whether all threads of a process are stopped or gone. Where there is no {@code /proc} nobody can tell, and the
     * answer is yes.
     */
    static boolean stopped(long pid) {
        Path tasks = Path.of("/proc", Long.toString(pid), "task");
        if (!Files.isDirectory(tasks)) {
            return true;
        }
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                // "pid (name) state …", where the name may hold anything.
                String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
                char state = stat.charAt(stat.lastIndexOf(')') + 2);
                if ("TtZX".indexOf(state) < 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException ended) {
            return !Files.isDirectory(tasks);
        }
    }

    private void send(String signal) {
        try {
            commands.write("kill -" + signal + " " + pid + "; echo sent\n");
            commands.flush();
            answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        shell.destroy();
    }
}
