package dev.thaw.testkit.server;

import dev.thaw.testkit.net.Loopback;
import dev.thaw.testkit.process.ProcessGuard;
import dev.thaw.testkit.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that is a process of its own, with a directory for its data and its log. */
abstract class NativeServer extends AbstractServer {
    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration QUICK_STOP_LIMIT = Duration.ofSeconds(2);
    private static final int PORT_ATTEMPTS = 5;
    private static final int LOG_TAIL = 4000;

    private final Path run;
    private final Path log;
    private Process process;
    private volatile int port;

    /** Makes a directory of its own below the given one. */
    NativeServer(Path dir) throws IOException {
        run = Directories.newTransient(dir, "run-");
        log = run.resolve("server.log");
    }

    /** Makes the data directory. */
    abstract void prepare() throws IOException;

    /** The command that runs the server in the foreground on {@link #port()}. */
    abstract List<String> command();

    /** What makes the server close its sessions, write its data and end. */
    abstract Signal orderlyEnd();

    /** What makes the server end at once and leave nothing in the system, whatever becomes of its data. */
    abstract Signal quickEnd();

    final Path run() {
        return run;
    }

    final Path log() {
        return log;
    }

    @Override
    public final int port() {
        return port;
    }

    /** Starts the server for the first time and creates its first database; on failure nothing is left. */
    final synchronized void start() throws IOException {
        try {
            prepare();
            for (int attempt = 1; process == null; attempt++) {
                port = Loopback.freePort();
                try {
                    launch();
                } catch (ServerException e) {
                    process = null;
                    // Between the choice of a port and its use another process may have taken it.
                    if (attempt == PORT_ATTEMPTS || Loopback.isFree(port)) {
                        throw e;
                    }
                }
            }
            createFirst();
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public final synchronized void restart() {
        databases().forEach(ServerDatabase::serverEnds);
        adminSession().close();
        try {
            orderlyEnd().sendTo(process.pid());
            awaitEnd();
            launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final synchronized void close() {
        adminSession().close();
        try {
            if (process != null && process.isAlive()) {
                quickEnd().sendTo(process.pid());
                // A frozen server heeds nothing but this.
                if (!endsWithin(QUICK_STOP_LIMIT)) {
                    process.destroyForcibly();
                    awaitEnd();
                }
            }
            if (Files.exists(run)) {
                Directories.delete(run);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void launch() throws IOException {
        process = ProcessGuard.start(new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
        process.getOutputStream().close();
        Process started = process;
        boolean answered = Await.until(() -> !started.isAlive() || answers(), START_LIMIT);
        if (!answered || !started.isAlive()) {
            process.destroyForcibly();
            String text = Files.readString(log);
            throw new ServerException("the server did not start: " + command() + "\n"
                    + text.substring(Math.max(0, text.length() - LOG_TAIL)));
        }
    }

    private boolean answers() {
        try (Connection admin = openAdmin(maintenanceDatabase())) {
            return admin.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void awaitEnd() {
        if (!endsWithin(STOP_LIMIT)) {
            throw new ServerException("the server did not stop within " + STOP_LIMIT);
        }
    }

    private boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted while the server stopped", e);
        }
    }
}
