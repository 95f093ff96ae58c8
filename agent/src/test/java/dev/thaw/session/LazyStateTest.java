package dev.thaw.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thaw.stub.StubConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The exact calls that reach the driver in the cycles of typical handlers: state is sent when a statement needs it. */
class LazyStateTest {
    private final SessionFixture fixture = new SessionFixture(DriverKind.CONNECTOR_J);
    private final StubConnection stub = fixture.stub;
    private Connection connection = fixture.opened();

    @Test
    void aSelectSendsNothingElse() throws SQLException {
        select();
        connection.close();
        assertThat(stub.takeCalls())
                .containsExactly(
                        "createStatement()",
                        "statement.executeQuery(SELECT 1)",
                        "results.close()",
                        "statement.close()",
                        "clearWarnings()");
    }

    @Test
    void aTransactionInEveryInvocationIsSwitchedOnOnce() throws SQLException {
        connection.setAutoCommit(false);
        assertThat(stub.takeCalls()).as("it waits").isEmpty();
        insertAndCommit();
        connection.close();
        assertThat(stub.takeCalls())
                .containsExactly(
                        "prepareStatement(INSERT INTO t VALUES (1))",
                        "setAutoCommit(false)",
                        "statement.executeUpdate()",
                        "statement.isPoolable()",
                        "statement.close()",
                        "commit()",
                        "clearWarnings()");
        connection = fixture.borrow();
        assertThat(connection.getAutoCommit()).as("as a new connection has it").isTrue();
        connection.setAutoCommit(false);
        insertAndCommit();
        connection.close();
        assertThat(stub.takeCalls())
                .containsExactly(
                        "prepareStatement(INSERT INTO t VALUES (1))",
                        "statement.executeUpdate()",
                        "statement.isPoolable()",
                        "statement.close()",
                        "commit()",
                        "clearWarnings()");
    }

    @Test
    void theNextBorrowersAutoCommitIsSentBeforeHisStatement() throws SQLException {
        connection.setAutoCommit(false);
        insertAndCommit();
        connection.close();
        connection = fixture.borrow();
        stub.takeCalls();
        select();
        assertThat(stub.takeCalls()).containsSubsequence("setAutoCommit(true)", "statement.executeQuery(SELECT 1)");
    }

    @Test
    void anOpenTransactionIsRolledBackAtClose() throws SQLException {
        connection.setAutoCommit(false);
        select();
        stub.takeCalls();
        connection.close();
        assertThat(stub.takeCalls()).containsExactly("clearWarnings()", "rollback()");
    }

    @Test
    void anEndedTransactionIsNotRolledBackAgain() throws SQLException {
        connection.setAutoCommit(false);
        select();
        connection.rollback();
        stub.takeCalls();
        connection.close();
        assertThat(stub.takeCalls()).doesNotContain("rollback()");
    }

    @Test
    void aDriverThatKnowsItsTransactionIsAlwaysAskedToRollBack() throws SQLException {
        SessionFixture postgres = new SessionFixture(DriverKind.PGJDBC);
        Connection handle = postgres.opened();
        handle.setAutoCommit(false);
        handle.createStatement().execute("SELECT 1");
        handle.commit();
        postgres.stub.takeCalls();
        handle.close();
        assertThat(postgres.stub.takeCalls()).contains("rollback()");
    }

    @Test
    void autoCommitToggledWithoutAStatementIsNeverSent() throws SQLException {
        connection.setAutoCommit(false);
        connection.setAutoCommit(true);
        select();
        assertThat(stub.count("setAutoCommit")).isZero();
    }

    @Test
    void switchingAutoCommitOnInsideATransactionCommitsAtOnce() throws SQLException {
        connection.setAutoCommit(false);
        select();
        stub.takeCalls();
        connection.setAutoCommit(true);
        assertThat(stub.takeCalls()).containsExactly("setAutoCommit(true)");
        connection.close();
        assertThat(stub.takeCalls()).doesNotContain("rollback()");
    }

    @Test
    void commitWithoutAStatementIsTheDriversToJudge() throws SQLException {
        connection.setAutoCommit(false);
        connection.commit();
        assertThat(stub.takeCalls()).containsExactly("setAutoCommit(false)", "commit()");
    }

    @Test
    void attributesAreReadOnceAndRestoredWhenTheNextStatementNeedsIt() throws SQLException {
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        assertThat(stub.takeCalls()).containsExactly("isReadOnly()", "getTransactionIsolation()");
        select();
        assertThat(stub.takeCalls())
                .containsSubsequence(
                        "setReadOnly(true)", "setTransactionIsolation(8)", "statement.executeQuery(SELECT 1)");
        connection.close();
        assertThat(stub.takeCalls()).containsExactly("clearWarnings()");

        connection = fixture.borrow();
        assertThat(connection.isReadOnly()).isFalse();
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        assertThat(stub.takeCalls()).as("known, and not yet needed").isEmpty();
        select();
        assertThat(stub.takeCalls())
                .containsSubsequence(
                        "setReadOnly(false)", "setTransactionIsolation(2)", "statement.executeQuery(SELECT 1)");
    }

    @Test
    void theSameAttributeInEveryInvocationIsSentOnce() throws SQLException {
        for (int i = 0; i < 3; i++) {
            connection.setReadOnly(true);
            select();
            connection.close();
            connection = fixture.borrow();
        }
        assertThat(stub.count("setReadOnly")).isEqualTo(1);
    }

    @Test
    void whatADriverMayRefuseIsSentAtOnceAndRestored() throws SQLException {
        connection.setCatalog("other");
        connection.setSchema("other");
        assertThat(stub.takeCalls())
                .containsExactly("getCatalog()", "setCatalog(other)", "getSchema()", "setSchema(other)");
        connection.setCatalog("other");
        assertThat(stub.takeCalls()).as("no change").isEmpty();
        connection.close();
        connection = fixture.borrow();
        select();
        assertThat(stub.attribute("Catalog")).isEqualTo("catalog");
        assertThat(stub.attribute("Schema")).isEqualTo("schema");
    }

    @Test
    void aRefusedAttributeStaysAsItWas() throws SQLException {
        stub.fail("setCatalog", new SQLException("no such database", "42000"));
        assertThatThrownBy(() -> connection.setCatalog("nowhere")).hasMessage("no such database");
        stub.mend("setCatalog");
        stub.takeCalls();
        select();
        assertThat(stub.count("setCatalog")).isZero();
    }

    @Test
    void aSettingRefusedInsideATransactionIsForgotten() throws SQLException {
        connection.setAutoCommit(false);
        select();
        SQLException refusal = new SQLException("not inside a transaction", "25001");
        stub.fail("setTransactionIsolation", refusal).fail("setReadOnly", refusal);
        assertThatThrownBy(() -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE))
                .isSameAs(refusal);
        assertThatThrownBy(() -> connection.setReadOnly(true)).isSameAs(refusal);
        assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        assertThat(connection.isReadOnly()).isFalse();
        select();
    }

    @Test
    void aRefusedAutoCommitStaysAsItWas() throws SQLException {
        connection.setAutoCommit(false);
        select();
        stub.fail("setAutoCommit", new SQLException("deferred constraint", "23503"));
        assertThatThrownBy(() -> connection.setAutoCommit(true)).hasMessage("deferred constraint");
        assertThat(connection.getAutoCommit()).isFalse();
        select();
    }

    private void select() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT 1").close();
        }
    }

    private void insertAndCommit() throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (1)")) {
            insert.executeUpdate();
        }
        connection.commit();
    }
}
