package dev.thaw.demo.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.demo.lambda.Environment;
import dev.thaw.demo.ledger.ExclusiveLedger;
import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Scenario;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Many invocations at once in one JVM: no two work with one session at a time, none fails.
 *
 * <p>{@code -Dthaw.many.seconds=60} keeps it up for longer.
 */
@Tag("load")
class ManyAtOnceIT {

    private static final int AT_ONCE = 32;
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("thaw.many.seconds", 4));

    @ParameterizedTest
    @EnumSource(
            value = DriverKind.class,
            names = {"CONNECTOR_J", "MARIADB", "POSTGRESQL"})
    void everyInvocationHasASessionOfItsOwn(DriverKind driver) throws Exception {
        Scenario scenario = new Scenario(driver + " EXCLUSIVE", "", ExclusiveLedger.class.getName(), driver, true);
        Database database = LedgerTable.newDatabaseFor(driver);
        List<String> written = new ArrayList<>();
        ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
        try (Environment environment = scenario.function(
                        database, database.url(driver).plain(), Attachment.WITH_AGENT)
                .concurrency(AT_ONCE)
                .start()) {
            long end = System.nanoTime() + TIME.toNanos();
            List<Future<List<String>>> running = new ArrayList<>();
            for (int client = 0; client < AT_ONCE; client++) {
                String name = "client-" + client + "-";
                running.add(clients.submit(() -> writeUntil(end, environment, name)));
            }
            for (Future<List<String>> each : running) {
                written.addAll(each.get());
            }
            assertThat(database.openSessions()).isLessThanOrEqualTo(AT_ONCE);
            assertThat(database.connectionsOpened()).isLessThanOrEqualTo(AT_ONCE);
        } finally {
            clients.shutdownNow();
        }
        System.out.println(scenario + ": " + written.size() + " invocations, " + AT_ONCE + " at once, "
                + database.connectionsOpened() + " connections");
        assertThat(LedgerTable.rows(database))
                .isEqualTo(written.stream().collect(Collectors.toMap(id -> id, id -> 1)))
                .isNotEqualTo(Map.of());
        database.awaitOpenSessions(0);
    }

    private static List<String> writeUntil(long end, Environment environment, String name) {
        List<String> written = new ArrayList<>();
        while (System.nanoTime() - end < 0) {
            String id = name + written.size();
            Events.answer(environment, id);
            written.add(id);
        }
        return written;
    }
}
