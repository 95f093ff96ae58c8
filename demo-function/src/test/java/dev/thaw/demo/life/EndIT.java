package dev.thaw.demo.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.demo.lambda.Environment;
import dev.thaw.demo.lambda.Shutdown;
import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Scenario;
import dev.thaw.testkit.net.Relay;
import dev.thaw.testkit.process.Signal;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How sessions end with their environment, by SIGTERM and without any warning. */
class EndIT {

    private static final int SIGTERM = 143;

    @ParameterizedTest
    @MethodSource("dev.thaw.demo.life.Way#all")
    void atSigtermTheSessionIsGoneBeforeTheProcessIsKilled(Scenario scenario) {
        Database database = LedgerTable.newDatabaseFor(scenario.driver());
        try (Environment environment = start(scenario, database, database.port())) {
            Events.answer(environment, "one");
            assertThat(database.openSessions()).isEqualTo(1);
            environment.thaw();

            long sent = System.nanoTime();
            Signal.TERM.sendTo(environment.pid());
            while (database.openSessions() > 0
                    && System.nanoTime() - sent < Duration.ofSeconds(10).toNanos()) {
                LockSupport.parkNanos(200_000);
            }
            long millis = (System.nanoTime() - sent) / 1_000_000;

            System.out.println(scenario + ": no session " + millis + " ms after SIGTERM");
            assertThat(database.openSessions()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DriverKind.class,
            names = {"CONNECTOR_J", "MARIADB", "POSTGRESQL"})
    void aServerThatDoesNotAnswerHoldsUpNoEnd(DriverKind driver) {
        Scenario scenario = Way.DRIVER_MANAGER.with(driver);
        Database database = LedgerTable.newDatabaseFor(driver);
        try (Relay relay = Relay.to(database.host(), database.port());
                Environment environment = start(scenario, database, relay.port())) {
            Events.answer(environment, "one");
            relay.stopForwarding();

            assertThat(environment.shutdown().exitCode()).isEqualTo(SIGTERM);
        }
        database.awaitOpenSessions(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = DriverKind.class,
            names = {"CONNECTOR_J", "MARIADB", "POSTGRESQL"})
    void atSigtermAConnectionInUseIsDropped(DriverKind driver) {
        Scenario scenario = Way.TRANSACTION.with(driver);
        Database database = LedgerTable.newDatabaseFor(driver);
        try (Environment environment = start(scenario, database, database.port())) {
            Events.answer(environment, "one");
            try (TableLock lock = new TableLock(database, driver)) {
                CompletableFuture<?> running =
                        CompletableFuture.supplyAsync(() -> environment.invoke(Events.write("two")));
                while (!lock.isAwaited()) {
                    assertThat(running).isNotDone();
                    LockSupport.parkNanos(1_000_000);
                }

                Shutdown shutdown = environment.shutdown();

                assertThat(shutdown.exitCode()).isEqualTo(SIGTERM);
                running.join();
            }
        }
        database.awaitOpenSessions(0);
        assertThat(LedgerTable.rows(database)).containsOnlyKeys("one");
    }

    @ParameterizedTest
    @MethodSource("dev.thaw.demo.life.Way#all")
    void theServerItselfEndsTheSessionOfAnEnvironmentThatVanished(Scenario scenario) {
        Database database = LedgerTable.newDatabaseFor(scenario.driver());
        try (Relay relay = Relay.to(database.host(), database.port());
                Environment environment = start(scenario, database, relay.port())) {
            Events.answer(environment, "one");
            Events.answer(environment, "two");
            // A machine that is taken away says no goodbye, not even by its network.
            relay.forgetOpen();
            environment.kill();
            assertThat(database.openSessions()).isEqualTo(1);

            database.awaitOpenSessions(0);
        }
    }

    private static Environment start(Scenario scenario, Database database, int port) {
        return scenario.function(
                        database, database.url(scenario.driver()).at(port).plain(), Attachment.WITH_AGENT)
                .environment("THAW_SERVER_IDLE", "2s")
                .start();
    }
}
