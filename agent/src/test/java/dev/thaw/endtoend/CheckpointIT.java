package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.stub.crac.Core;
import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.process.RunningJvm;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in use at a checkpoint, by real drivers and a stub of the runtime's API. The protocol itself: the demo's tests. */
class CheckpointIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ENDURES_SECONDS = 12;
    /** A little more than the checkpoint waits for a server, and less than the statement takes. */
    private static final int SHORT_MILLIS = 6_000;

    @ParameterizedTest
    @MethodSource("dev.thaw.endtoend.Opening#drivers")
    void whatIsHeldIsClosedAndItsHandleReopens(Opening opening) throws IOException {
        Database database = opening.newDatabase();
        try (RunningJvm jvm = program(opening, database).start()) {
            jvm.awaitOut("took ", LIMIT);
            database.awaitOpenSessions(0);
            goOn(jvm);
        }
    }

    /** H2's server knows no statement that waits. */
    static Stream<Opening> serversThatWait() {
        return Opening.drivers().filter(opening -> opening.driver() != DriverKind.H2);
    }

    @ParameterizedTest
    @MethodSource("serversThatWait")
    void aCallThatIsUnderWayIsNotWaitedFor(Opening opening) throws IOException {
        boolean postgres = opening.driver() == DriverKind.POSTGRESQL;
        String endures = (postgres ? "SELECT pg_sleep(" : "SELECT SLEEP(") + ENDURES_SECONDS + ")";
        String running = postgres
                ? "SELECT COUNT(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'"
                : "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE 'SELECT SLEEP%'";
        try (RunningJvm jvm =
                program(opening, opening.newDatabase()).args(endures, running).start()) {
            jvm.awaitOut("took ", LIMIT);
            assertThat(tookMillis(jvm.out())).isLessThan(SHORT_MILLIS);
            jvm.awaitOut("dropped", LIMIT);
            goOn(jvm);
        }
    }

    private static long tookMillis(String out) {
        String line = out.lines().filter(l -> l.startsWith("took ")).findFirst().orElseThrow();
        return Long.parseLong(line.substring("took ".length()));
    }

    private static void goOn(RunningJvm jvm) throws IOException {
        jvm.stdin().write('\n');
        jvm.stdin().flush();
        jvm.awaitOut("answer 42", LIMIT);
        assertThat(Agent.lines(jvm.await(LIMIT).expectSuccess().err())).isEmpty();
    }

    private static ChildJvm program(Opening opening, Database database) {
        return Agent.with(CheckpointProgram.class)
                .env("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start")
                .jvmArgs("-Dorg.crac.Core.Compat=" + Core.class.getPackageName())
                .args(opening.url(database).toString(), database.user(), database.password());
    }
}
