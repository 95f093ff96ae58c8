package dev.thaw.demo.lambda;

import dev.thaw.demo.lambda.Exchange.Reply;
import dev.thaw.demo.lambda.Invocation.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * One execution environment: a process that has been through its init phase and serves one event at a time, or as many
 * as its function was configured for.
 *
 * <p>Thread-safe; more invocations than it serves at once wait for each other. The process does not outlive this JVM,
 * however that ends.
 */
public final class Environment implements AutoCloseable {

    private static final Duration INIT_LIMIT = Duration.ofSeconds(10);

    /** What AWS documents for a function that has internal extensions only. */
    private static final Duration SHUTDOWN_GRACE = Duration.ofMillis(500);

    private final Path folder;
    private final Duration timeout;
    private final boolean freezing;
    private final boolean serial;
    private final Semaphore places;
    private final Exchange exchange;
    private final ApiServer server = new ApiServer();
    private final RuntimeProcess process;
    private final long started;
    private Duration init;
    private Duration coldStart;
    private Shutdown shutdown;

    /**
     * Starts the process; {@link #awaitInit()} or {@link #awaitCheckpoint()} must follow.
     *
     * @param flags JVM flags of this environment
     * @param folder a new folder of its own, deleted at its end
     */
    Environment(RuntimeCommand command, List<String> flags, Path folder, Duration timeout, boolean freezing) {
        this.folder = folder;
        this.timeout = timeout;
        serial = command.concurrency() == 1;
        // Lambda does not freeze an environment that serves several events at once.
        this.freezing = freezing && serial;
        places = new Semaphore(command.concurrency());
        exchange = new Exchange(command.concurrency());
        new RuntimeApi(exchange).mount(server);
        new ExtensionsApi(exchange, command.handler()).mount(server);
        server.start();
        FunctionLog log = new FunctionLog(folder.resolve("function.log"));
        started = System.nanoTime();
        process = new RuntimeProcess(command.process(flags, folder, server.address()), log);
        process.onExit(exchange::end);
    }

    /**
     * Waits until the runtime has asked for its first event.
     *
     * @throws InitFailedException if the handler could not be made, the process ended, or 10 s passed
     */
    Environment awaitInit() {
        try {
            requireInit(exchange.awaitIdle(INIT_LIMIT));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        init = Duration.ofNanos(System.nanoTime() - started);
        freezeIfIdleMeansFrozen();
        return this;
    }

    /**
     * Waits until the runtime has come to its checkpoint, and stops it there.
     *
     * @throws InitFailedException if the handler could not be made, the process ended, or 10 s passed
     */
    Environment awaitCheckpoint() {
        try {
            requireInit(exchange.awaitCheckpoint(INIT_LIMIT));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        process.freeze();
        return this;
    }

    /** Lets the runtime go on from its checkpoint. */
    Environment restore() {
        process.thaw();
        exchange.restore();
        return awaitInit();
    }

    private void requireInit(boolean done) {
        if (!done) {
            Optional<String> reported = exchange.initError();
            String failure = isAlive() ? Failure.timedOut(INIT_LIMIT) : Failure.exited();
            throw new InitFailedException(
                    reported.orElse(failure), end(Duration.ZERO).log());
        }
    }

    /**
     * Thaws the environment if it is frozen, has the function handle one event, waits until it is idle, and freezes it
     * again. A time-out shuts the environment down, unless it serves several events at once: then the handler goes on.
     *
     * @param payload the event, JSON
     * @throws IllegalStateException if the environment has ended
     */
    public Invocation invoke(String payload) {
        places.acquireUninterruptibly();
        try {
            if (!isAlive()) {
                throw new IllegalStateException("the environment has ended");
            }
            process.thaw();
            Reply reply = exchange.exchange(payload, timeout);
            measured(reply);
            if (reply.outcome() == Outcome.EXITED || (serial && reply.outcome() == Outcome.TIMED_OUT)) {
                return reply.invocation(shutdown().log());
            }
            if (serial) {
                exchange.awaitIdle(timeout);
            }
            List<String> lines = process.newLines();
            freezeIfIdleMeansFrozen();
            return reply.invocation(lines);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            places.release();
        }
    }

    private synchronized void measured(Reply reply) {
        if (coldStart == null) {
            coldStart = init.plus(reply.duration());
        }
    }

    /** Stops the process and returns when none of its threads runs. Does nothing when it is frozen or has ended. */
    public void freeze() {
        process.freeze();
    }

    /** Lets a frozen process run. */
    public void thaw() {
        process.thaw();
    }

    /**
     * Ends the environment as Lambda does, also in the midst of an invocation: with SIGTERM and 500 ms if an extension has registered, with SIGKILL at once
     * otherwise. A second call returns what the first one did.
     */
    public synchronized Shutdown shutdown() {
        if (shutdown == null) {
            shutdown = end(exchange.hasExtensions() ? SHUTDOWN_GRACE : Duration.ZERO);
        }
        return shutdown;
    }

    /** Ends the environment with SIGKILL, as when its machine is taken away. */
    public synchronized Shutdown kill() {
        if (shutdown == null) {
            shutdown = end(Duration.ZERO);
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

    List<String> newLines() {
        return process.newLines();
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
