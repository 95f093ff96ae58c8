package dev.thaw.demo.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.demo.lambda.Environment;
import dev.thaw.demo.lambda.LocalLambda;
import dev.thaw.demo.lambda.Snapshot;
import dev.thaw.demo.ledger.PrimedLedger;
import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Scenario;
import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SnapStart, by the runtime client's own protocol: a session in a snapshot would be every restored copy's. */
class CheckpointIT {

    private static final int SOME = 4;

    /** What connects while it is initialised: to prime the snapshot, or to keep the connection for good. */
    static Stream<Scenario> functions() {
        return Stream.of(DriverKind.CONNECTOR_J, DriverKind.MARIADB, DriverKind.POSTGRESQL)
                .flatMap(driver -> Stream.of(
                        new Scenario(driver + " PRIMED", "", PrimedLedger.class.getName(), driver, true),
                        Way.STATIC.with(driver)));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void nothingIsOpenAtTheCheckpointAndRestoredCopiesShareNoSession(Scenario scenario) {
        Database database = LedgerTable.newDatabaseFor(scenario.driver());
        LocalLambda function =
                scenario.function(database, Attachment.WITH_AGENT).build();
        try (Snapshot one = function.snapshot();
                Snapshot two = function.snapshot()) {
            assertThat(database.connectionsOpened()).isEqualTo(2);
            database.awaitOpenSessions(0);

            List<Long> ofOne = new ArrayList<>();
            List<Long> ofTwo = new ArrayList<>();
            Environment first = one.restore();
            Environment second = two.restore();
            for (int i = 0; i < SOME; i++) {
                ofOne.add(Events.answer(first, "one-" + i).getSession());
                ofTwo.add(Events.answer(second, "two-" + i).getSession());
            }

            assertThat(ofOne).doesNotContainAnyElementsOf(ofTwo);
            assertThat(database.sessionIds())
                    .containsExactlyInAnyOrder(ofOne.get(0), ofTwo.get(0))
                    .containsAll(ofOne)
                    .containsAll(ofTwo);
        }
        database.awaitOpenSessions(0);
    }

    /** What the salt is drawn from, and that copies draw different ones, is shown beside it: {@code RestoredCopiesTest}. */
    @Test
    void aRestoredCopyHasASaltMoreThanAnEnvironmentThatWasStarted() throws Exception {
        Database database = LedgerTable.newDatabaseFor(DriverKind.POSTGRESQL);
        LocalLambda function = Way.DRIVER_MANAGER
                .with(DriverKind.POSTGRESQL)
                .function(database, Attachment.WITH_AGENT)
                .freezeBetweenInvocations(false)
                .build();
        try (Environment started = function.start();
                Snapshot snapshot = function.snapshot()) {
            Environment restored = snapshot.restore();
            Events.answer(started, "started");
            Events.answer(restored, "restored");

            assertThat(salts(started)).isPositive();
            assertThat(salts(restored)).isEqualTo(salts(started) + 1);
        }
    }

    /** How many are on the heap of an environment. */
    private static int salts(Environment environment) throws IOException {
        Path jcmd = ChildJvm.javaHome().resolve("bin/jcmd");
        Process histogram = new ProcessBuilder(
                        jcmd.toString(), Long.toString(environment.pid()), "GC.class_histogram", "-all")
                .redirectErrorStream(true)
                .start();
        String told = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher salts = Pattern.compile("(\\d+) +\\d+ +dev\\.thaw\\.intercept\\.Salt\\b")
                .matcher(told);
        assertThat(salts.find()).as(told).isTrue();
        return Integer.parseInt(salts.group(1));
    }
}
