package dev.thaw.testkit.process;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A child JVM that has been started. Closing it kills it. Thread-safe. */
public final class RunningJvm implements AutoCloseable {
    /** Comes last in a thread dump. */
    private static final String END_OF_DUMP = "JNI global refs";

    private static final Duration DUMP_LIMIT = Duration.ofSeconds(5);

    private final long startNanos;
    private final Process process;
    private final Output out;
    private final Output err;
    private final CompletableFuture<Long> millis;

    RunningJvm(ProcessBuilder builder) throws IOException {
        startNanos = System.nanoTime();
        process = ProcessGuard.start(builder);
        millis = process.onExit().thenApply(ended -> (System.nanoTime() - startNanos) / 1_000_000);
        out = new Output(process.getInputStream());
        err = new Output(process.getErrorStream());
    }

    /** The process. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** The PID. */
    public long pid() {
        return process.pid();
    }

    /** What the child reads on its standard input. */
    public OutputStream stdin() {
        return process.getOutputStream();
    }

    /** What it has printed on stdout so far. */
    public String out() {
        return out.text();
    }

    /** What it has printed on stderr so far. */
    public String err() {
        return err.text();
    }

    /**
     * Waits until the child has printed the text on stdout.
     *
     * @throws IllegalStateException if it ends, or the time does, before; the message holds its output
     */
    public void awaitOut(String text, Duration limit) {
        try {
            if (!out.awaitPart(text, limit)) {
                throw failure("did not print \"" + text + "\" within " + limit);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Waits for the end of the child.
     *
     * @throws IllegalStateException if it takes longer; the child is killed, the message holds its output and a thread
     *     dump
     */
    public JvmResult await(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                dumpThreads();
                close();
                throw failure("did not end within " + limit);
            }
            // A grandchild may hold the streams open; what the child itself printed is there.
            out.awaitEnd(DUMP_LIMIT);
            err.awaitEnd(DUMP_LIMIT);
            return new JvmResult(process.exitValue(), out(), err(), millis.join());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Kills the child if it lives; it gets no chance to clean up. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void dumpThreads() throws InterruptedException {
        Signal.QUIT.sendTo(pid());
        out.awaitPart(END_OF_DUMP, DUMP_LIMIT);
    }

    private IllegalStateException failure(String what) {
        return new IllegalStateException("the child JVM " + what + "\n--- stdout\n" + out() + "\n--- stderr\n" + err());
    }

    private IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        close();
        return new IllegalStateException("interrupted while waiting for a child JVM", e);
    }
}
