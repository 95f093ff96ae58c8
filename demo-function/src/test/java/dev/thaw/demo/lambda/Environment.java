package dev.thaw.demo.lambda;

import dev.thaw.demo.lambda.Exchange.Reply;
import dev.thaw.demo.lambda.Invocation.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One execution environment: a process that has been through its init phase and serves one event at a time.
 *
 * <p>Thread-safe; concurrent calls wait for each other. The process does not outlive this JVM, however that ends.
 */
public final class Environment implements AutoCloseable {

    private static final Duration INIT_LIMIT = Duration.ofSeconds(10);

    /** What AWS documents for a function that has internal extensions only. */
    private static final Duration SHUTDOWN_GRACE = Duration.ofMillis(500);

    private final Path folder;
    private final Duration timeout;
    private final boolean freezing;
    private final Exchange exchange = new Exchange();
    private final ApiServer server = new ApiServer();
    private final RuntimeProcess process;
    private final Duration init;
    private Duration coldStart;
    private Shutdown shutdown;

    /**
     * @param flags JVM flags of this environment
     * @param folder a new folder of its own, deleted at its end
     */
    Environment(RuntimeCommand command, List<String> flags, Path folder, Duration timeout, boolean freezing) {
        this.folder = folder;
        this.timeout = timeout;
        this.freezing = freezing;
        new RuntimeApi(exchange).mount(server);
        new ExtensionsApi(exchange, command.handler()).mount(server);
        server.start();
        FunctionLog log = new FunctionLog(folder.resolve("function.log"));
        long started = System.nanoTime();
        process = new RuntimeProcess(command.process(flags, folder, server.address()), log);
        process.onExit(exchange::end);
        awaitInit();
        init = Duration.ofNanos(System.nanoTime() - started);
        freezeIfIdleMeansFrozen();
    }

    private void awaitInit() {
        try {
            if (!exchange.awaitIdle(INIT_LIMIT)) {
                Optional<String> reported = exchange.initError();
                String failure = isAlive() ? Failure.timedOut(INIT_LIMIT) : Failure.exited();
                throw new InitFailedException(
                        reported.orElse(failure), end(Duration.ZERO).log());
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * Thaws the environment if it is frozen, has the function handle one event, waits until it is idle, and freezes it
     * again. A time-out shuts the environment down.
     *
     * @param payload the event, JSON
     * @throws IllegalStateException if the environment has ended
     */
    public synchronized Invocation invoke(String payload) {
        if (!isAlive()) {
            throw new IllegalStateException("the environment has ended");
        }
        process.thaw();
        try {
            Reply reply = exchange.exchange(payload, timeout);
            if (coldStart == null) {
                coldStart = init.plus(reply.duration());
            }
            if (reply.outcome() == Outcome.TIMED_OUT || reply.outcome() == Outcome.EXITED) {
                return reply.invocation(shutdown().log());
            }
            exchange.awaitIdle(timeout);
            List<String> lines = process.newLines();
            freezeIfIdleMeansFrozen();
            return reply.invocation(lines);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Stops the process and returns when none of its threads runs. Does nothing when it is frozen or has ended. */
    public synchronized void freeze() {
        process.freeze();
    }

    /** Lets a frozen process run. */
    public synchronized void thaw() {
        process.thaw();
    }

    /**
     * Ends the environment as Lambda does: with SIGTERM and 500 ms if an extension has registered, with SIGKILL at once
     * otherwise. A second call returns what the first one did.
     */
    public synchronized Shutdown shutdown() {
        if (shutdown == null) {
            shutdown = end(exchange.hasExtensions() ? SHUTDOWN_GRACE : Duration.ZERO);
        }
        return shutdown;
    }

    /** Ends the environment in good order, which a JVM needs to complete its class list. */
    synchronized void endInGoodOrder() {
        shutdown = end(INIT_LIMIT);
    }

    /** From the start of the JVM until the answer to its first event had arrived, without the time between the two. */
    public synchronized Duration coldStart() {
        if (coldStart == null) {
            throw new IllegalStateException("nothing has been invoked yet");
        }
        return coldStart;
    }

    /** From the start of the JVM until its runtime asked for the first event. */
    public Duration init() {
        return init;
    }

    /** The process id of the function's JVM. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Shuts the environment down. */
    @Override
    public void close() {
        shutdown();
    }

    private Shutdown end(Duration grace) {
        try {
            return process.end(grace);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            exchange.end();
            server.close();
            WorkFolder.delete(folder);
        }
    }

    private void freezeIfIdleMeansFrozen() {
        if (freezing) {
            freeze();
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for the function", e);
    }
}
