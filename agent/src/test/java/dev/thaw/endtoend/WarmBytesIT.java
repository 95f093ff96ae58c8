package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.contract.Arena;
import dev.thaw.contract.Target;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a warm invocation allocates: our handles, and nothing that nobody sees, such as an exception or the walk of a stack. */
class WarmBytesIT {
    /** Handles of a connection, a statement and its results take 24, 32 and 24; drivers' own buffers grow now and then. */
    private static final long HANDLES = 80 + 100;
    /** The look at what the application has filled in. */
    private static final long PROPERTIES = 1_400;
    /** PostgreSQL's driver reads a text once for each borrower, as it does without us. */
    private static final long PREPARED_ANEW = 1_500;

    /** Statements that Connector/J pools are made anew for each borrower, as they are without us: not here. */
    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = "MARIADB_BY_CONNECTOR_J_POOLING_STATEMENTS")
    void isWithinItsBudget(Target target) throws SQLException {
        List<Long> bytes = bytes(target);
        assertThat(bytes).hasSize(6);
        assertThat(bytes.get(0)).as("by the same strings: a query").isLessThan(HANDLES);
        assertThat(bytes.get(2)).as("by the same strings: a transaction").isLessThan(HANDLES);
        long anew = target == Target.POSTGRESQL ? PREPARED_ANEW : 0;
        assertThat(bytes.get(1)).as("by the same strings: a prepared one").isLessThan(HANDLES + anew);
        assertThat(bytes.get(3)).as("by Properties").isLessThan(PROPERTIES + anew);
        assertThat(bytes.get(4)).as("by a DataSource that is kept").isLessThan(ofKeptSource(target) + anew);
        assertThat(bytes.get(5)).as("by a DataSource that is made for it").isLessThan(ofNewSource(target) + anew);
    }

    /** H2's has objects of its own among its fields that cannot be compared. */
    private static long ofKeptSource(Target target) {
        return target == Target.H2 ? 1_600 : HANDLES;
    }

    /** Of this the driver itself takes most, as it says what its settings are. */
    private static long ofNewSource(Target target) {
        return switch (target.driver()) {
            case CONNECTOR_J -> 15_000;
            case POSTGRESQL -> 18_000;
            case MARIADB, H2 -> 2_000;
        };
    }

    private static List<Long> bytes(Target target) throws SQLException {
        try (Arena arena = new Arena(target)) {
            arena.refill();
            return Agent.with(WarmBytesProgram.class)
                    .args(
                            target.driver().name(),
                            arena.url(Map.of()).toString(),
                            arena.database().user(),
                            arena.database().password())
                    .run()
                    .expectSuccess()
                    .out()
                    .lines()
                    .map(Long::valueOf)
                    .collect(Collectors.toList());
        }
    }
}
