package dev.thaw.demo.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.demo.scenario.Scenario;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault of the soak by itself, on each handler: what the soak finds by chance, found by name.
 *
 * <p>{@code -Dthaw.faults.only=} runs all handlers, else those in whose name this stands; the static ones if not given.
 * {@code -Dthaw.faults.rounds=4} strikes more than once, since which answer is lost is drawn, and {@code -Dthaw.faults.seed}
 * draws others.
 */
@Tag("load")
class FaultsIT {

    private static final int ROUNDS = Integer.getInteger("thaw.faults.rounds", 1);
    private static final long SEED = Long.getLong("thaw.faults.seed", 1);

    static Stream<Scenario> all() {
        String only = System.getProperty("thaw.faults.only", "STATIC");
        return Way.all().stream().filter(scenario -> scenario.title().contains(only));
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachFaultIsSurvived(Scenario scenario, @TempDir Path folder) throws Exception {
        try (Soak soak = new Soak(folder, List.of(scenario))) {
            Journal journal = soak.runThrough(EnumSet.allOf(Fault.class), ROUNDS, new Random(SEED));

            System.out.println(
                    "faults, " + scenario.title() + ", seed " + SEED + ": " + soak.struck() + ": " + journal.summary());
            assertThat(journal.violations()).isEmpty();
        }
    }
}
