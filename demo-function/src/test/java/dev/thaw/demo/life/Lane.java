package dev.thaw.demo.life;

import dev.thaw.demo.lambda.Environment;
import dev.thaw.demo.lambda.Invocation;
import dev.thaw.demo.lambda.LocalLambda;
import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Scenario;
import dev.thaw.testkit.net.Relay;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DatabaseServer;
import dev.thaw.testkit.server.DriverKind;
import dev.thaw.testkit.server.JdbcUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One function of the soak: a handler, a database of its own behind a relay of its own, one environment at a time. Its
 * plan is one session. Not thread-safe.
 */
final class Lane implements AutoCloseable {

    static final Duration VALIDATE_AFTER = Duration.ofMillis(50);
    static final Duration SERVER_IDLE = Duration.ofSeconds(2);

    /** The agent reckons in milliseconds. */
    private static final Duration MARGIN = Duration.ofMillis(5);

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Scenario scenario;
    private final DatabaseServer server;
    private final Database database;
    private final Relay relay;
    private final Path secret;
    private final LocalLambda function;
    private final Journal journal;
    private Environment environment;
    private long idleSince;
    private boolean disturbed;
    private int attempts;

    Lane(Scenario scenario, DatabaseServer server, Path folder, Journal journal) {
        this.scenario = scenario;
        this.server = server;
        this.journal = journal;
        database = server.newDatabase("soak");
        LedgerTable.createIn(database);
        relay = Relay.to(database.host(), database.port());
        secret = folder.resolve(toString());
        write(database.password());
        JdbcUrl direct = database.url(scenario.driver()).at(relay.port());
        // Half of them with TLS.
        JdbcUrl url = scenario.handler().contains("DataSource") ? direct.tls() : direct.plain();
        function = scenario.function(database, url, Attachment.WITH_AGENT)
                .environment("DB_PASSWORD_FILE", secret.toString())
                .environment("THAW_VALIDATE_AFTER", VALIDATE_AFTER.toMillis() + "ms")
                .environment("THAW_VALIDATE_TIMEOUT", "300ms")
                .environment("THAW_SERVER_IDLE", SERVER_IDLE.toMillis() + "ms")
                .build();
    }

    void start() {
        environment = function.start();
        idleSince = System.nanoTime();
    }

    DatabaseServer server() {
        return server;
    }

    Database database() {
        return database;
    }

    Relay relay() {
        return relay;
    }

    DriverKind driver() {
        return scenario.driver();
    }

    boolean closing() {
        return scenario.closing();
    }

    /** Something has happened to its sessions. The next invocation comes when its connection has been idle for long. */
    void disturbed() {
        disturbed = true;
    }

    /** Invokes when the connection has been idle for so long that it is not trusted any more. */
    void awaitIdle() {
        long due = idleSince + VALIDATE_AFTER.plus(MARGIN).toNanos();
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** An invocation that must succeed. */
    void invoke(String note) {
        settle();
        String id = nextId();
        Invocation invocation = environment.invoke(Events.write(id));
        journal.attempted(this, id, invocation, false, note);
        idleSince = System.nanoTime();
    }

    /**
     * An invocation with a fault in its midst: it may succeed or fail.
     *
     * @param hit the moment for the fault; the invocation may also end before it
     */
    void invokeInto(String note, BooleanSupplier hit, Runnable fault) {
        settle();
        String id = nextId();
        CompletableFuture<Invocation> running =
                CompletableFuture.supplyAsync(() -> environment.invoke(Events.write(id)));
        await(note, () -> running.isDone() || hit.getAsBoolean());
        fault.run();
        journal.attempted(this, id, running.join(), true, note);
        idleSince = System.nanoTime();
        disturbed = true;
    }

    /** Puts a new password to the server and to the secret that the handler reads. */
    void rotate() {
        write(database.changePassword());
    }

    /** Ends the environment as Lambda does and starts another. */
    void shutDown() {
        environment.shutdown();
        journal.checked(this, "after SIGTERM", () -> database.awaitOpenSessions(0));
        start();
    }

    /**
     * Takes the environment away, machine and all: its server hears of nothing. Then another starts. A connection that was
     * never closed has no limit at the server, which keeps it as it would without the agent.
     */
    void takeAway() {
        relay.forgetOpen();
        environment.kill();
        if (!closing()) {
            database.killSessions();
        }
        journal.checked(this, "after SIGKILL", () -> database.awaitOpenSessions(0));
        start();
    }

    /** Demands that the server holds no more sessions than planned. */
    void checkPlan(String note) {
        journal.checked(this, note, () -> database.awaitOpenSessionsAtMost(1));
    }

    /** Ends the environment for good: nothing of it may be left on the server. Compares its answers with the ledger. */
    void end() {
        environment.shutdown();
        journal.checked(this, "at the end", () -> database.awaitOpenSessions(0));
        journal.audit(this);
    }

    @Override
    public void close() {
        if (environment != null) {
            environment.close();
        }
        relay.close();
    }

    private void settle() {
        if (disturbed) {
            awaitIdle();
            disturbed = false;
        }
    }

    private String nextId() {
        attempts++;
        return this + " " + attempts;
    }

    private void write(String password) {
        try {
            Files.writeString(secret, password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(this + ": waited in vain for the moment of " + what);
            }
            LockSupport.parkNanos(500_000);
        }
    }

    @Override
    public String toString() {
        return scenario.title();
    }
}
