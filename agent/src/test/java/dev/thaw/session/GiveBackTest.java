package dev.thaw.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thaw.stub.StubConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** What a close keeps, what it closes, and what is left of a closed handle. */
class GiveBackTest {
    private final SessionFixture fixture = new SessionFixture(DriverKind.PGJDBC);
    private final StubConnection stub = fixture.stub;
    private final Connection connection = fixture.opened();

    @Test
    void aCleanOneIsKeptAndTheNextBorrowerHasAHandleOfHisOwn() throws SQLException {
        connection.close();
        Connection next = fixture.borrow();
        assertThat(next).isNotNull().isNotSameAs(connection);
        assertThat(connection.isClosed()).isTrue();
        assertThat(next.isClosed()).isFalse();
        assertThatThrownBy(connection::createStatement)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08003"));
        assertThat(stub.takeCalls()).doesNotContain("createStatement()");
    }

    @Test
    void aSecondCloseDoesNotTouchTheNextBorrower() throws SQLException {
        connection.close();
        Connection next = fixture.borrow();
        next.setAutoCommit(false);
        next.createStatement();
        stub.takeCalls();
        connection.close();
        connection.abort(Runnable::run);
        assertThat(stub.takeCalls()).isEmpty();
        assertThat(next.isClosed()).isFalse();
    }

    @Test
    void statementsAndResultsEndWithTheirConnection() throws SQLException {
        Statement statement = connection.createStatement();
        statement.executeQuery("SELECT 1");
        ResultSet keys = connection.createStatement().executeQuery("SELECT 2");
        connection.close();
        assertThat(stub.count("statement.close")).isEqualTo(2);
        assertThat(statement.isClosed()).isTrue();
        assertThatThrownBy(() -> statement.executeQuery("SELECT 3")).isInstanceOf(SQLException.class);
        assertThat(stub.takeCalls()).doesNotContain("statement.executeQuery(SELECT 3)");
        assertThat(keys).isNotNull();
    }

    @Test
    void manyForgottenStatementsAreClosedToo() throws SQLException {
        Statement[] forgotten = new Statement[100];
        for (int i = 0; i < forgotten.length; i++) {
            forgotten[i] = connection.createStatement();
        }
        connection.close();
        assertThat(stub.count("statement.close")).isEqualTo(forgotten.length);
        assertThat(forgotten).allSatisfy(each -> assertThat(each.isClosed()).isTrue());
    }

    @Test
    void aChangedSessionIsClosedForGoodWhereNoResetIsProven() throws SQLException {
        SessionFixture other = new SessionFixture(DriverKind.MARIADB);
        Connection handle = other.opened();
        handle.createStatement().execute("SET @a = 1");
        handle.close();
        assertThat(other.stub.isClosed()).isTrue();
        assertThat(other.borrow()).isNull();
    }

    @Test
    void whatWasUnwrappedIsClosedForGood() throws SQLException {
        stub.answer("unwrap", arguments -> "insides");
        assertThat(connection.unwrap(String.class)).isEqualTo("insides");
        connection.close();
        assertThat(stub.isClosed()).isTrue();
    }

    @Test
    void aFatalFailureClosesForGood() throws SQLException {
        stub.fail("statement.execute", new SQLException("terminated", "57P01"));
        Statement statement = connection.createStatement();
        assertThatThrownBy(() -> statement.execute("SELECT 1")).hasMessage("terminated");
        connection.close();
        assertThat(stub.isClosed()).isTrue();
        assertThat(fixture.borrow()).isNull();
    }

    @Test
    void aHarmlessFailureDoesNot() throws SQLException {
        stub.fail("statement.execute", new SQLException("duplicate", "23505"));
        Statement statement = connection.createStatement();
        assertThatThrownBy(() -> statement.execute("INSERT INTO t VALUES (1)")).hasMessage("duplicate");
        connection.close();
        assertThat(fixture.borrow()).isNotNull();
    }

    @Test
    void aRollbackThatFailsIsTheServersEndAndNotTheCallers() throws SQLException {
        connection.setAutoCommit(false);
        connection.createStatement().execute("SELECT 1");
        stub.fail("rollback", new SQLException("gone", "08006"));
        connection.close();
        assertThat(stub.isClosed()).isTrue();
        assertThat(fixture.borrow()).isNull();
    }

    @Test
    void aDriverThatThrowsWhatItShouldNotIsClosedForGood() throws SQLException {
        for (String call : new String[] {"clearWarnings", "rollback", "statement.close"}) {
            SessionFixture other = new SessionFixture(DriverKind.PGJDBC);
            Connection handle = other.opened();
            handle.setAutoCommit(false);
            handle.createStatement().execute("SELECT 1");
            other.stub.fail(call, new IllegalStateException("driver's fault"));
            handle.close();
            assertThat(other.stub.isClosed()).as(call).isTrue();
            assertThat(other.borrow()).as(call).isNull();
        }
    }

    @Test
    void anUnprovenDriverEndsItsTransactionItself() throws SQLException {
        SessionFixture other = new SessionFixture(DriverKind.OTHER);
        Connection handle = other.opened();
        handle.setAutoCommit(false);
        handle.createStatement().execute("SELECT 1");
        other.stub.takeCalls();
        handle.close();
        assertThat(other.stub.takeCalls()).doesNotContain("rollback()").contains("close()");
    }

    @Test
    void abortEndsTheConnectionAtOnce() throws SQLException {
        connection.abort(Runnable::run);
        assertThat(stub.takeCalls()).containsExactly("abort(executor)");
        assertThat(connection.isClosed()).isTrue();
        connection.close();
        assertThat(fixture.borrow()).isNull();
        assertThat(stub.takeCalls())
                .as("the driver's own close of what it has aborted")
                .containsExactly("close()");
    }
}
