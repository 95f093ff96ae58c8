package dev.thaw.random;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.contract.Target;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many sequences, always the same ones, so that a build does not fail by luck. To look for more: {@code
 * -Dthaw.random.fresh=true} takes half of them from a new seed, {@code -Dthaw.random.seed} another fixed one, {@code
 * -Dthaw.random.scale} (in percent) more or fewer. A failure names its sequence, which goes to {@link #FAILED_ONCE}.
 */
class RandomIT {
    private static final int LENGTH = 200;
    /** Half of the sequences from a new seed at each run, to look for more; by default the same ones always. */
    private static final boolean FRESH = Boolean.getBoolean("thaw.random.fresh");

    private static final int SCALE = Integer.getInteger("thaw.random.scale", 100);

    /** What has failed, each with what was wrong. */
    private static final List<Sequence> FAILED_ONCE = List.of(
            // A read-only mode that H2's driver ignores was remembered all the same.
            new Sequence(Target.H2, 3553382963699997263L, LENGTH),
            // H2 commits when the isolation level is set, even to what it is.
            new Sequence(Target.H2, -5293321005636243860L, LENGTH),
            // PostgreSQL's driver asks for the isolation level, which fails in an aborted transaction.
            new Sequence(Target.POSTGRESQL, -5293321005636243860L, LENGTH),
            // A level that the driver refused inside a transaction was sent again later.
            new Sequence(Target.POSTGRESQL, 5182600348285488565L, LENGTH),
            new Sequence(Target.POSTGRESQL, 796138074203541670L, LENGTH));

    static List<Sequence> failedOnce() {
        return FAILED_ONCE;
    }

    @ParameterizedTest
    @MethodSource
    void failedOnce(Sequence sequence) throws SQLException {
        try (World plain = new World(sequence.target(), false);
                World handedOut = new World(sequence.target(), true)) {
            assertThat(sequence.firstDifference(plain, handedOut)).isNull();
        }
    }

    @Test
    void h2() throws SQLException {
        run(Target.H2, 1500);
    }

    @Test
    void postgres() throws SQLException {
        run(Target.POSTGRESQL, 100);
    }

    @Test
    void mariaDbByItsDriver() throws SQLException {
        run(Target.MARIADB_BY_ITS_DRIVER, 100);
    }

    @Test
    void mariaDbByConnectorJ() throws SQLException {
        run(Target.MARIADB_BY_CONNECTOR_J, 100);
    }

    private static void run(Target target, int share) throws SQLException {
        int count = Math.max(1, share * SCALE / 100);
        long fixed = Long.getLong("thaw.random.seed", 4711);
        long fresh = FRESH ? new Random().nextLong() : fixed + 1;
        System.out.println(target + ": " + count + " sequences from the seeds " + fixed + " and " + fresh);
        try (World plain = new World(target, false);
                World handedOut = new World(target, true)) {
            Random ofFixed = new Random(fixed);
            Random ofFresh = new Random(fresh);
            for (int i = 0; i < count; i++) {
                long seed = (i % 2 == 0 ? ofFixed : ofFresh).nextLong();
                String difference = new Sequence(target, seed, LENGTH).firstDifference(plain, handedOut);
                assertThat(difference).isNull();
            }
        }
    }
}
