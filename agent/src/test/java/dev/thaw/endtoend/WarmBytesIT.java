package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.contract.Arena;
import dev.thaw.contract.Target;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a warm invocation allocates: our handles, and nothing that nobody sees, such as an exception or the walk of a stack. */
class WarmBytesIT {
    /** A connection's, a statement's, its results'. */
    private static final long HANDLES = 24 + 32 + 24;
    /** Drivers' own buffers grow now and then. */
    private static final long TOLERANCE = 100;

    /** Statements that Connector/J pools are made anew for each borrower, as they are without us: not here. */
    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = "MARIADB_BY_CONNECTOR_J_POOLING_STATEMENTS")
    void nothingButHandles(Target target) throws SQLException {
        try (Arena arena = new Arena(target)) {
            arena.refill();
            String said = Agent.with(WarmBytesProgram.class)
                    .args(
                            arena.url(Map.of()).toString(),
                            arena.database().user(),
                            arena.database().password())
                    .run()
                    .expectSuccess()
                    .out();
            assertThat(said.lines().map(Long::valueOf))
                    .as("a query, a prepared one, a transaction")
                    .hasSize(3)
                    .allMatch(each -> each < HANDLES + TOLERANCE);
        }
    }
}
