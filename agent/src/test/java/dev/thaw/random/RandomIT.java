package dev.thaw.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.contract.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many sequences, on each JDK others, but always the same ones, so that a build does not fail by luck. To look for more:
 * {@code -Dthaw.random.fresh=true} makes half of them new ones, {@code -Dthaw.random.seed} takes another fixed seed,
 * {@code -Dthaw.random.scale} (in percent) more or fewer. A failure prints the shortest sequence found that shows it. Its
 * lines in a file are a sequence again, which {@code -Dthaw.random.replay=file} runs alone and which then joins the files
 * of {@link #FAILED_ONCE}.
 */
class RandomIT {
    private static final int LENGTH = 200;
    private static final boolean FRESH = Boolean.getBoolean("thaw.random.fresh");

    private static final int SCALE = Integer.getInteger("thaw.random.scale", 100);
    private static final String REPLAY = System.getProperty("thaw.random.replay", "");

    /** What has failed; each file says what was wrong. */
    private static final List<String> FAILED_ONCE = List.of(
            "h2-read-only-ignored.txt",
            "h2-isolation-commits.txt",
            "postgresql-isolation-in-aborted-transaction.txt",
            "postgresql-refused-isolation-sent-again.txt",
            "postgresql-refused-isolation-sent-again-2.txt",
            "connector-j-misuse-is-no-end.txt",
            "connector-j-broken-call-is-no-end.txt",
            "postgresql-state-left-to-the-driver.txt");

    static Stream<Path> failedOnce() {
        return REPLAY.isEmpty()
                ? FAILED_ONCE.stream().map(file -> Path.of("src/test/resources/dev/thaw/random", file))
                : Stream.of(Path.of(REPLAY));
    }

    @ParameterizedTest
    @MethodSource
    void failedOnce(Path file) throws SQLException, IOException {
        Sequence sequence = Sequence.read(file);
        try (Pair pair = new Pair(sequence.target())) {
            assertThat(pair.firstDifference(sequence)).isNull();
        }
    }

    @Test
    void h2() throws Exception {
        run(Target.H2, 4100);
    }

    @Test
    void postgres() throws Exception {
        run(Target.POSTGRESQL, 250);
    }

    @Test
    void mariaDbByItsDriver() throws Exception {
        run(Target.MARIADB_BY_ITS_DRIVER, 250);
    }

    @Test
    void mariaDbByConnectorJ() throws Exception {
        run(Target.MARIADB_BY_CONNECTOR_J, 250);
    }

    @Test
    void mariaDbByPoolingConnectorJ() throws Exception {
        run(Target.MARIADB_BY_CONNECTOR_J_POOLING_STATEMENTS, 200);
    }

    @Test
    void mySqlByConnectorJ() throws Exception {
        run(Target.MYSQL_BY_CONNECTOR_J, 200);
    }

    private static void run(Target target, int share) throws Exception {
        target.server();
        int count = REPLAY.isEmpty() ? Math.max(1, share * SCALE / 100) : 0;
        long seed = Long.getLong("thaw.random.seed", Runtime.version().feature());
        System.out.println(target + ": " + count + " sequences from seed " + seed
                + (FRESH ? ", half of them from a new one" : ""));
        Random fixed = new Random(seed);
        Random other = FRESH ? new Random() : fixed;
        List<Sequence> sequences = Stream.iterate(0, i -> i < count, i -> i + 1)
                .map(i -> Sequence.ofSeed(target, (i % 2 == 0 ? fixed : other).nextLong(), LENGTH))
                .toList();
        assertThat(Comparison.of(target, sequences)).as("what differs").isEmpty();
    }
}
