package dev.thaw.demo.lambda;

import dev.thaw.testkit.process.ProcessGuard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The function's process: its log, its signals, its end. Thread-safe; a call waits for the one before. */
final class RuntimeProcess {

    private final Process process;
    private final FunctionLog log;
    private final Freezer freezer;
    private boolean frozen;

    RuntimeProcess(ProcessBuilder builder, FunctionLog log) {
        this.log = log;
        try {
            process = ProcessGuard.start(builder.redirectErrorStream(true).redirectOutput(log.redirect()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        freezer = new Freezer(process.pid());
    }

    void onExit(Runnable action) {
        CompletableFuture<Void> unused = process.onExit().thenRun(action);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The lines written since the last call. */
    synchronized List<String> newLines() {
        return log.newLines();
    }

    /** Stops the process and returns when none of its threads runs. */
    synchronized void freeze() {
        if (!frozen && process.isAlive()) {
            freezer.freeze();
            frozen = true;
        }
    }

    synchronized void thaw() {
        if (frozen && process.isAlive()) {
            freezer.thaw();
            frozen = false;
        }
    }

    /**
     * Ends the process: SIGTERM first if it is to be given some time, then SIGKILL.
     *
     * @param grace zero for SIGKILL at once
     */
    synchronized Shutdown end(Duration grace) throws InterruptedException {
        long begun = System.nanoTime();
        try {
            if (!grace.isZero()) {
                thaw();
                process.destroy();
                process.waitFor(grace.toNanos(), TimeUnit.NANOSECONDS);
            }
            process.destroyForcibly();
            int exitCode = process.waitFor();
            return new Shutdown(exitCode, Duration.ofNanos(System.nanoTime() - begun), log.newLines());
        } finally {
            freezer.close();
        }
    }
}
