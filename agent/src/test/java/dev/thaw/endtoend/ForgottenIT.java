package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.server.Database;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections that nobody closes: no more of them than without the agent, and gone once they are garbage. */
@Timeout(60)
class ForgottenIT {
    private static final int FORGOTTEN = 10;

    @ParameterizedTest
    @MethodSource("dev.thaw.endtoend.Opening#drivers")
    void endWhenTheyAreGarbage(Opening opening) throws Exception {
        Database database = opening.newDatabase();
        ReferenceQueue<Connection> garbage = new ReferenceQueue<>();
        List<Reference<Connection>> forgotten = forget(opening, database, garbage);
        assertThat(database.connectionsOpened()).isEqualTo(FORGOTTEN);

        int collected = 0;
        while (collected < forgotten.size()) {
            System.gc();
            collected += garbage.remove(100) == null ? 0 : 1;
        }
        // A driver cleans up in its own time: at a collection, or when the next connection is made.
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (database.openSessions() > 1 && System.nanoTime() < deadline) {
            System.gc();
            opening.open(database).close();
        }
        assertThat(database.openSessions()).isLessThanOrEqualTo(1);
        assertThat(database.connectionsOpened()).isLessThanOrEqualTo(FORGOTTEN + 1);
    }

    private static List<Reference<Connection>> forget(
            Opening opening, Database database, ReferenceQueue<Connection> garbage) throws SQLException {
        List<Reference<Connection>> references = new ArrayList<>();
        for (int i = 0; i < FORGOTTEN; i++) {
            Connection connection = opening.open(database);
            connection.createStatement().executeQuery("SELECT 1");
            references.add(new PhantomReference<>(connection, garbage));
        }
        return references;
    }
}
