package dev.thaw.demo.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of invocations with faults between them and in their midst: only those fail in whose midst a fault came,
 * nothing is executed twice, no server holds more sessions than planned, and nothing is left at the end.
 *
 * <p>{@code -Dthaw.soak.seed=} replays a run, {@code -Dthaw.soak.scale=10} makes one ten times as long.
 */
@Tag("load")
class SoakIT {

    private static final int STEPS = 5_000;

    @Test
    void onlyWhatWasInFlightFailsAndNothingIsExecutedTwice(@TempDir Path folder) throws Exception {
        long seed = Long.getLong("thaw.soak.seed", 20_250_701);
        int steps = STEPS * Integer.getInteger("thaw.soak.scale", 1);
        System.out.println("soak: " + steps + " steps, -Dthaw.soak.seed=" + seed);
        long started = System.nanoTime();
        try (Soak soak = new Soak(folder, Way.all())) {
            Journal journal = soak.run(seed, steps);
            System.out.println("soak: " + journal.summary());
            System.out.println(
                    "soak: faults " + soak.struck() + " in " + Duration.ofNanos(System.nanoTime() - started));

            assertThat(journal.violations()).isEmpty();
        }
    }
}
