package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.server.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code that opens one connection and keeps it: the session ends between two invocations, and the next one does not notice. */
@Timeout(120)
class HeldConnectionIT {
    @ParameterizedTest
    @MethodSource("dev.thaw.endtoend.Opening#drivers")
    void aKilledSessionIsReplacedBeneathTheHandle(Opening opening) {
        Database database = opening.newDatabase();
        try (Handler handler = start(database, opening)) {
            assertThat(handler.invoke("held")).isEqualTo("42");
            assertThat(handler.invoke("held")).isEqualTo("42");
            assertThat(database.connectionsOpened()).isEqualTo(1);
            database.killSessions();
            assertThat(handler.invoke("held")).isEqualTo("42");
            assertThat(handler.invoke("held")).isEqualTo("42");
            assertThat(database.connectionsOpened()).isEqualTo(2);
            assertThat(Agent.lines(handler.end().err())).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.thaw.endtoend.Opening#drivers")
    void transactionsGoOnOnTheNewOneAndNothingIsDoneTwice(Opening opening) throws SQLException {
        Database database = opening.newDatabase();
        try (Connection own = database.connect(opening.url(database));
                Statement statement = own.createStatement()) {
            statement.execute("CREATE TABLE orders (id INT)");
        }
        try (Handler handler = start(database, opening)) {
            assertThat(handler.invoke("held order")).isEqualTo("1 row");
            database.killSessions();
            assertThat(handler.invoke("held order")).isEqualTo("1 row");
            assertThat(handler.invoke("held order")).isEqualTo("1 row");
        }
        try (Connection own = database.connect(opening.url(database));
                Statement statement = own.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM orders")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(3);
        }
    }

    /** Asks the server before every piece of work. */
    private static Handler start(Database database, Opening opening) {
        ChildJvm jvm = Agent.with(HandlerProgram.class).env("THAW_VALIDATE_AFTER", "0ms");
        return Handler.start(jvm, opening.url(database).toString(), database.user(), database.password());
    }
}
