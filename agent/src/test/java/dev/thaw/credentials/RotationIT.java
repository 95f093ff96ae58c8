package dev.thaw.credentials;

import static dev.thaw.credentials.Connections.changePassword;
import static dev.thaw.credentials.Connections.open;
import static dev.thaw.credentials.Connections.source;
import static dev.thaw.credentials.Connections.url;
import static dev.thaw.credentials.Connections.use;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A password changes while a connection is warm. */
class RotationIT {
    private static final String NEW = "another-1";

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void theOldPasswordsConnectionGoesOnceTheNewOneHasProvenItself(DriverKind driver) throws SQLException {
        Database database = Connections.newDatabase(driver);
        use(open(database, driver, database.password()));
        List<Long> old = database.sessionIds();

        assertThatThrownBy(() -> open(database, driver, "wrong")).isInstanceOf(SQLException.class);
        use(open(database, driver, database.password()));
        assertThat(database.sessionIds())
                .as("a wrong password gets no warm connection, and does it no harm")
                .isEqualTo(old);

        changePassword(database, driver, NEW);
        use(open(database, driver, NEW));
        database.awaitOpenSessions(1);
        assertThat(database.sessionIds()).doesNotContainAnyElementsOf(old);
        assertThatThrownBy(() -> open(database, driver, database.password())).isInstanceOf(SQLException.class);
        use(open(database, driver, NEW));
        assertThat(database.connectionsOpened()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void aConnectionThatIsInUseGoesAtItsReturn(DriverKind driver) throws SQLException {
        Database database = Connections.newDatabase(driver);
        Connection old = open(database, driver, database.password());
        changePassword(database, driver, NEW);
        use(open(database, driver, NEW));
        assertThat(database.openSessions()).isEqualTo(2);
        use(old);
        database.awaitOpenSessions(1);
        use(open(database, driver, NEW));
        assertThat(database.connectionsOpened()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void aDataSourcesOldConnectionGoesToo(DriverKind driver) throws SQLException {
        Database database = Connections.newDatabase(driver);
        String url = url(database, driver);
        for (int i = 0; i < 3; i++) {
            use(source(url, database.user(), database.password()).getConnection());
        }
        changePassword(database, driver, NEW);
        for (int i = 0; i < 3; i++) {
            use(source(url, database.user(), NEW).getConnection());
        }
        database.awaitOpenSessions(1);
        assertThat(database.connectionsOpened()).isEqualTo(2);
    }
}
