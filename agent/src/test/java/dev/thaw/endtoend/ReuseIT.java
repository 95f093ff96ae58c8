package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.server.Database;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A connection that is opened and closed again and again: how many the server sees. */
class ReuseIT {
    @ParameterizedTest
    @MethodSource("dev.thaw.endtoend.Opening#all")
    void aHundredCyclesOpenOneConnection(Opening opening) throws SQLException {
        Database database = opening.newDatabase();
        for (int i = 0; i < 100; i++) {
            select(opening.open(database), i);
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
        assertThat(database.openSessions()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("dev.thaw.endtoend.Opening#drivers")
    void aDataSourceThatIsKeptOpensOneToo(Opening opening) throws SQLException {
        Database database = opening.newDatabase();
        DataSource source = Opening.dataSource(opening.url(database), database.user(), database.password());
        for (int i = 0; i < 20; i++) {
            select(source.getConnection(), i);
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("dev.thaw.endtoend.Opening#main")
    void twoOpenAtOnceAreTwoSessions(Opening opening) throws SQLException {
        Database database = opening.newDatabase();
        for (int i = 0; i < 10; i++) {
            try (Connection outer = opening.open(database)) {
                long outerId = opening.sessionId(outer);
                try (Connection inner = opening.open(database)) {
                    assertThat(opening.sessionId(inner)).isNotEqualTo(outerId);
                }
                assertThat(opening.sessionId(outer)).isEqualTo(outerId);
            }
        }
        assertThat(database.connectionsOpened()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("dev.thaw.endtoend.Opening#all")
    void aWrongPasswordAfterARightOneIsRefusedByTheServer(Opening opening) throws SQLException {
        Database database = opening.newDatabase();
        select(opening.open(database), 1);
        String wrong = database.password() + "x";
        Failure without = Failure.of(() -> opening.url(database).open(Opening.properties(database.user(), wrong)));
        assertThat(without).isNotNull();
        assertThat(Failure.of(() -> opening.way().open(opening.url(database), database.user(), wrong)))
                .isEqualTo(without);
        select(opening.open(database), 2);
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    private static void select(Connection opened, int value) throws SQLException {
        try (Connection connection = opened;
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("SELECT " + value)) {
            assertThat(results.next()).isTrue();
            assertThat(results.getInt(1)).isEqualTo(value);
        }
    }
}
