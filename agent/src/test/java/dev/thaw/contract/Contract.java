package dev.thaw.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Every probe on one target, each by all ways. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Contract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Target target;
    private Arena arena;

    Contract(Target target) {
        this.target = target;
    }

    @BeforeAll
    void build() throws SQLException {
        arena = new Arena(target);
    }

    @AfterAll
    void leave() throws SQLException {
        if (arena != null) {
            arena.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> sees() {
        return Probes.all().stream()
                .map(probe -> DynamicTest.dynamicTest(
                        probe.name(), () -> assertTimeoutPreemptively(PATIENCE, () -> check(probe))));
    }

    private void check(Probe probe) throws SQLException {
        List<String> plain = arena.run(probe, Way.PLAIN);
        List<KnownDifferences.Known> known = KnownDifferences.of(probe, target);
        List<String> expected = without(known, plain);
        for (Way way : Way.values()) {
            if (way != Way.PLAIN) {
                List<String> seen = arena.run(probe, way);
                assertThat(Difference.between(expected, without(known, seen)))
                        .as("%s: %s", way, probe)
                        .isEmpty();
                checkStillTrue(known, way, seen, plain);
            }
        }
    }

    /** A difference that has gone must leave the list. */
    private void checkStillTrue(List<KnownDifferences.Known> known, Way way, List<String> seen, List<String> plain) {
        for (KnownDifferences.Known one : known) {
            if (one.ways().contains(way)) {
                assertThat(seen.stream().filter(one::covers).toList())
                        .as("%s: %s no longer differs: %s", way, one.probe(), one.line())
                        .isNotEqualTo(plain.stream().filter(one::covers).toList());
            }
        }
    }

    private static List<String> without(List<KnownDifferences.Known> known, List<String> lines) {
        return lines.stream()
                .filter(line -> known.stream().noneMatch(one -> one.covers(line)))
                .toList();
    }
}
