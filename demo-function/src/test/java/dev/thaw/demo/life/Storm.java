package dev.thaw.demo.life;

import com.mysql.cj.jdbc.Driver;
import dev.thaw.demo.fixture.StormClient;
import dev.thaw.demo.lambda.Environment;
import dev.thaw.demo.lambda.Invocation;
import dev.thaw.demo.scenario.Artifacts;
import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Scenario;
import dev.thaw.testkit.net.Loopback;
import dev.thaw.testkit.net.Relay;
import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.process.RunningJvm;
import dev.thaw.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** More environments than a server has room for, all at once: some are JVMs with the runtime client, the rest a crowd. */
final class Storm implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CONNECT_WAIT = System.getProperty("thaw.storm.wait", "20s");
    private static final Duration VALIDATE_AFTER = Duration.ofMillis(1_100);
    private static final long WATCH_PAUSE_NANOS = 10_000_000;

    private final Scenario scenario;
    private final Database database;
    private final Attachment attachment;
    private final Duration time;
    private final Path folder;
    private final List<Environment> environments = new ArrayList<>();
    private final List<RunningJvm> crowds = new ArrayList<>();
    private final List<Path> results = new ArrayList<>();
    private final List<Relay> relays = new ArrayList<>();

    Storm(Scenario scenario, Database database, Attachment attachment, Duration time, Path folder) {
        this.scenario = scenario;
        this.database = database;
        this.attachment = attachment;
        this.time = time;
        this.folder = folder;
    }

    /** Adds environments of their own; none connects before the storm breaks. */
    Storm jvms(int count) {
        for (int i = 0; i < count; i++) {
            environments.add(
                    scenario.function(database, database.url(scenario.driver()).plain(), attachment)
                            .environment("THAW_CONNECT_WAIT", CONNECT_WAIT)
                            .freezeBetweenInvocations(false)
                            .start());
        }
        return this;
    }

    /** Adds environments that are class loaders of one JVM. They are warm, and their sessions are gone. */
    Storm crowd(int count) throws IOException {
        Path result = folder.resolve("crowd-" + crowds.size());
        List<String> args = new ArrayList<>(List.of(
                result.toString(),
                Long.toString(time.toSeconds()),
                StormClient.class.getName(),
                String.join(
                        ":",
                        ChildJvm.homeOf(StormClient.class),
                        ChildJvm.homeOf(Driver.class),
                        ChildJvm.homeOf(org.postgresql.Driver.class)),
                database.user(),
                database.password()));
        for (int i = 0; i < count; i++) {
            Relay relay = Relay.to(database.host(), database.port());
            relays.add(relay);
            args.add(database.url(scenario.driver()).at(relay.port()).plain().toString());
        }
        ChildJvm jvm = ChildJvm.of(Crowd.class)
                .classPath(ChildJvm.homeOf(Crowd.class))
                .jvmArgs("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m")
                .args(args.toArray(String[]::new));
        if (attachment == Attachment.WITH_AGENT) {
            // As on Lambda, where alone an environment minds the room at its server; but nobody is there to register
            // with.
            jvm.jvmArgs("-javaagent:" + Artifacts.agent().toAbsolutePath())
                    .env("AWS_LAMBDA_RUNTIME_API", Loopback.HOST + ":1")
                    .env("THAW_EXTENSION", "false")
                    .env("THAW_CONNECT_WAIT", CONNECT_WAIT);
        }
        RunningJvm running = jvm.start();
        crowds.add(running);
        results.add(result);
        running.awaitOut("ready", PATIENCE);
        database.killSessions();
        return this;
    }

    /** Lets all of them invoke without pause. */
    StormResult breakLoose() throws Exception {
        // A session that was ended a moment ago may be handed out once more without a question.
        LockSupport.parkNanos(VALIDATE_AFTER.toNanos());
        ExecutorService clients = Executors.newCachedThreadPool();
        try {
            for (RunningJvm crowd : crowds) {
                crowd.stdin().write('\n');
                crowd.stdin().flush();
            }
            long end = System.nanoTime() + time.toNanos();
            List<Future<List<String>>> running = new ArrayList<>();
            for (Environment environment : environments) {
                running.add(clients.submit(() -> StormResult.invokeUntil(end, () -> invoke(environment))));
            }
            AtomicInteger peak = new AtomicInteger();
            Future<?> watch = clients.submit(() -> {
                while (System.nanoTime() - end < 0) {
                    peak.accumulateAndGet(database.openSessions(), Math::max);
                    LockSupport.parkNanos(WATCH_PAUSE_NANOS);
                }
            });
            List<String> lines = new ArrayList<>();
            for (Future<List<String>> each : running) {
                lines.addAll(each.get());
            }
            watch.get();
            for (int i = 0; i < crowds.size(); i++) {
                crowds.get(i).awaitOut("done", time.plus(PATIENCE));
                lines.addAll(Files.readAllLines(results.get(i)));
            }
            return StormResult.of(lines, peak.get());
        } finally {
            clients.shutdownNow();
        }
    }

    private static void invoke(Environment environment) {
        Invocation invocation = environment.invoke("{}");
        if (!invocation.succeeded()) {
            throw new IllegalStateException(invocation.payload().replaceAll("\"stackTrace\".*", ""));
        }
    }

    @Override
    public void close() {
        environments.forEach(Environment::close);
        crowds.forEach(RunningJvm::close);
        relays.forEach(Relay::close);
    }
}
