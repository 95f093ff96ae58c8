package dev.thaw.demo.life;

import static dev.thaw.demo.scenario.Attachment.WITHOUT_AGENT;
import static dev.thaw.demo.scenario.Attachment.WITH_AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Scenario;
import dev.thaw.demo.scenario.Scenarios;
import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.DatabaseServer;
import dev.thaw.testkit.server.MariaDbServer;
import dev.thaw.testkit.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twice as many environments as the server has room for, each invoking without pause: without the agent many are
 * refused, with it none that has the patience (at PostgreSQL few).
 *
 * <p>How much patience that takes is a matter of how long a place is held: on a build machine whose processors are the
 * bottleneck a connect alone can take a second, hence a longer one here than by default. {@code -Dthaw.storm.wait=2s}
 * shows what the default does on this machine, {@code -Dthaw.storm.seconds=30} makes it last longer.
 */
@Tag("load")
class StormIT {

    private static final int ROOM = 20;
    private static final int JVMS = 6;
    private static final int CROWDS = 2;
    private static final int EACH_CROWD = 17;
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("thaw.storm.seconds", 10));

    @Test
    void onMariaDb(@TempDir Path folder) throws Exception {
        // One more, for the test's own question how many there are.
        try (MariaDbServer server = MariaDbServer.start(Servers.directory(), "--max-connections=" + (ROOM + 1))) {
            assertThat(failuresOf(server, Scenarios.AWS_SAMPLE, folder)).isZero();
        }
    }

    @Test
    void onPostgres(@TempDir Path folder) throws Exception {
        try (PostgresServer server = PostgresServer.start(
                Servers.directory(), "max_connections=" + (ROOM + 2), "superuser_reserved_connections=2")) {
            // A refused attempt holds a place until its password is checked, for long where processors are scarce.
            assertThat(failuresOf(server, Scenarios.POSTGRES, folder)).isLessThan(0.25);
        }
    }

    /** The share of failures with the agent, as a part of what it is without. */
    private static double failuresOf(DatabaseServer server, Scenario scenario, Path folder) throws Exception {
        StormResult naive = storm(server, scenario, WITHOUT_AGENT, folder);
        StormResult thawed = storm(server, scenario, WITH_AGENT, folder);

        assertThat(naive.failed()).isPositive();
        assertThat(thawed.peakSessions()).isLessThanOrEqualTo(ROOM);
        return thawed.failedShare() / naive.failedShare();
    }

    private static StormResult storm(DatabaseServer server, Scenario scenario, Attachment attachment, Path folder)
            throws IOException, Exception {
        try (Storm storm = new Storm(scenario, server, attachment, TIME, folder).jvms(JVMS)) {
            for (int i = 0; i < CROWDS; i++) {
                storm.crowd(EACH_CROWD);
            }
            StormResult result = storm.breakLoose();
            System.out.println("storm, " + scenario + ", " + attachment.label() + ", " + TIME.toSeconds() + " s, "
                    + (JVMS + CROWDS * EACH_CROWD) + " environments, room for " + ROOM + ": " + result);
            return result;
        } finally {
            server.awaitOpenSessions(0);
        }
    }
}
