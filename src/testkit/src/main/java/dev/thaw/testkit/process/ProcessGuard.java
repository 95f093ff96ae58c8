package dev.thaw.testkit.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Lets no process outlive this JVM, however the JVM ends: by return, by Ctrl-C or by SIGKILL.
 *
 * <p>One {@code sh} per JVM reads the PIDs to watch on its standard input and ignores what would end it. When the input
 * ends, which the kernel sees to, it kills what is still watched with SIGKILL; a stopped process goes too. It kills
 * what is watched and not that process's own children: a database server's workers end with their server.
 *
 * <p>A PID is watched together with the start time of its process (on Linux), and no longer than the process lives, so
 * a later process with the same PID is safe. All methods are thread-safe.
 */
public final class ProcessGuard {
    /** Variables that shells add to the environment of their own accord. */
    private static final List<String> SHELL_VARIABLES = List.of("OLDPWD", "PWD", "SHLVL");

    private static final ProcessGuard INSTANCE = new ProcessGuard();

    private final OutputStream orders;

    private ProcessGuard() {
        try (InputStream script = ProcessGuard.class.getResourceAsStream("guard.sh")) {
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            orders = new ProcessBuilder("sh", "-c", text, "thaw-process-guard")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the process guard, which needs a POSIX sh", e);
        }
    }

    /**
     * Starts a process that is guarded from its first instruction: there is no moment in which the death of this JVM
     * would leave it behind.
     *
     * @param builder what to start; its standard input must be a pipe, the default
     * @throws IOException if {@code sh} cannot be started; a command that does not exist ends with exit code 126 or 127
     */
    public static Process start(ProcessBuilder builder) throws IOException {
        List<String> unwanted = SHELL_VARIABLES.stream()
                .filter(name -> !builder.environment().containsKey(name))
                .toList();
        // Waits for one line, then becomes the command: between the two the guard learns the PID, which exec keeps.
        String startWhenTold = "read -r go && unset go " + String.join(" ", unwanted) + " && exec \"$@\"";
        List<String> command = new ArrayList<>(List.of("sh", "-c", startWhenTold, "sh"));
        command.addAll(builder.command());
        List<String> original = builder.command();
        Process process;
        try {
            process = builder.command(command).start();
        } finally {
            builder.command(original);
        }
        watch(process.toHandle());
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        return process;
    }

    /** Kills the process when this JVM ends, unless the process ended before. */
    public static void watch(ProcessHandle process) {
        long pid = process.pid();
        INSTANCE.order("add " + pid);
        CompletableFuture<Void> unused = process.onExit().thenRun(() -> unwatch(pid));
    }

    /** Does what {@link #watch(ProcessHandle)} does; a PID that names no process is ignored. */
    public static void watch(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessGuard::watch);
    }

    /** Lets the process live on when this JVM ends. */
    public static void unwatch(long pid) {
        INSTANCE.order("remove " + pid);
    }

    /**
     * Deletes the directory and all below it when this JVM has ended and what was watched is dead. It may be gone by
     * then.
     *
     * @throws IllegalArgumentException if the path is not absolute or holds a line break
     */
    public static void deleteAtEnd(Path directory) {
        String path = directory.toString();
        if (!directory.isAbsolute() || path.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("not an absolute path on one line: " + path);
        }
        INSTANCE.order("delete " + path);
    }

    private synchronized void order(String line) {
        try {
            orders.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the process guard has ended", e);
        }
    }
}
