package dev.thaw.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What {@code debug} says of a connection that was not kept: what happened to this one, and no more than is known. */
class ReasonsTest {
    private final SessionFixture fixture = new SessionFixture(DriverKind.PGJDBC);
    private final Connection connection = fixture.opened();

    @Test
    void itsServerHasEndedIt() {
        fixture.stub.fail("createStatement", new SQLException("terminated", "57P01"));
        assertThatThrownBy(connection::createStatement).isInstanceOf(SQLException.class);
        assertThatItIsClosedFor("it failed with SQLState 57P01");
    }

    @Test
    void aCallThrewWhatIsNoSqlException() {
        fixture.stub.fail("createStatement", new IllegalStateException("a stream's"));
        assertThatThrownBy(connection::createStatement).isInstanceOf(IllegalStateException.class);
        assertThatItIsClosedFor("a call on it threw what is no SQLException");
    }

    @Test
    void itWasFoundInvalid() throws SQLException {
        fixture.stub.answer("isValid", arguments -> false);
        assertThat(connection.isValid(1)).isFalse();
        assertThatItIsClosedFor("it was found invalid");
    }

    @Test
    void aSettingChangedInsideATransaction() throws SQLException {
        connection.setAutoCommit(false);
        connection.createStatement().execute("SELECT 1");
        connection.setReadOnly(true);
        assertThatItIsClosedFor("a setting was changed inside its transaction");
    }

    @Test
    void nothingIsKeptAnyMore() {
        fixture.cache.shutDown();
        assertThatItIsClosedFor("nothing is kept across a checkpoint or at the end of the environment");
    }

    /** As it would have been without us. */
    @Test
    void aDriverWhoseCloseFailsSaysSoOnce() throws SQLException {
        SQLException active = new SQLException("a stream is active", "S1000");
        fixture.session.doom("rows of it are on their way");
        fixture.stub.fail("close", active);
        assertThatThrownBy(connection::close).isSameAs(active);
        connection.close();
        assertThat(fixture.borrow()).isNull();
    }

    private void assertThatItIsClosedFor(String reason) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        assertThat(fixture.stub.isClosed()).isTrue();
        assertThat(fixture.diagnostics.messages()).containsExactly("closed stub: " + reason);
    }
}
