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
 */
@Tag("load")
class FaultsIT {

    static Stream<Scenario> all() {
        String only = System.getProperty("thaw.faults.only", "STATIC");
        return Way.all().stream().filter(scenario -> scenario.title().contains(only));
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachFaultIsSurvived(Scenario scenario, @TempDir Path folder) throws Exception {
        try (Soak soak = new Soak(folder, List.of(scenario))) {
            Journal journal = soak.runThrough(EnumSet.allOf(Fault.class), new Random(1));

            assertThat(journal.violations()).isEmpty();
        }
    }
}
