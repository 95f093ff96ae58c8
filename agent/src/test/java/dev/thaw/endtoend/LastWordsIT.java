package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.process.JvmResult;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On Lambda the application's own shutdown hook has a connection to write by. */
class LastWordsIT {
    static Stream<Opening> servers() {
        return Opening.drivers().filter(opening -> opening.driver() != DriverKind.H2);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void areWritten(Opening opening) {
        Database database = opening.newDatabase();
        database.execute("CREATE TABLE words (n INT)");
        String count = opening.driver() == DriverKind.POSTGRESQL
                ? "SELECT COUNT(*) FROM pg_stat_activity WHERE usename = CURRENT_USER"
                : "SELECT COUNT(*) FROM information_schema.processlist WHERE user = SUBSTRING_INDEX(CURRENT_USER(), '@', 1)";
        JvmResult result = Agent.with(LastWordsProgram.class)
                // It counts as Lambda then; nobody listens there.
                .env("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:1")
                .env("THAW_EXTENSION", "false")
                .args(opening.url(database).toString(), database.user(), database.password(), count)
                .run()
                .expectSuccess();
        assertThat(result.out().lines()).containsExactly("2 sessions", "written");
        assertThat(Agent.lines(result.err())).isEmpty();
        database.awaitOpenSessions(0);
    }
}
