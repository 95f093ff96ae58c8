package dev.thaw.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thaw.stub.StubConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A handle that is kept for long, whose connection dies: when a new one takes its place, and when it must not. */
class RenewTest {
    private final SQLException gone = new SQLException("gone", "08S01");

    private final SessionFixture fixture = new SessionFixture(DriverKind.PGJDBC);
    private final StubConnection dead = fixture.stub;
    private final StubConnection fresh = new StubConnection();
    private final Connection connection = fixture.opened();
    private int opened = 0;

    @BeforeEach
    void canBeOpenedAgain() {
        fixture.session.askedBy(() -> {
            opened++;
            return fresh.connection();
        });
    }

    /** From now on the server has forgotten the session, and a minute passes. */
    private void dies() {
        dead.answer("isValid", arguments -> false);
        dead.fail("createStatement", gone);
        dead.fail("prepareStatement", gone);
        fixture.clock.advance(60_000);
    }

    /** From now on the server is gone, which the first statement finds. */
    private StubConnection breaks() {
        return dead.answer("isValid", arguments -> false).fail("statement.execute", gone);
    }

    @Test
    void theNextStatementFindsANewConnection() throws SQLException {
        connection.createStatement().close();
        dies();
        connection.createStatement();
        assertThat(fresh.count("createStatement")).isEqualTo(1);
        assertThat(dead.isClosed()).isTrue();
        assertThat(connection.isClosed()).isFalse();
    }

    @Test
    void aLivingOneIsAskedOnceInAWhileAndStays() throws SQLException {
        dead.takeCalls();
        connection.createStatement().close();
        fixture.clock.advance(60_000);
        connection.createStatement().close();
        connection.createStatement().close();
        assertThat(dead.count("isValid")).isEqualTo(1);
        assertThat(opened).isZero();
    }

    @Test
    void whatTheApplicationSetIsSetOnTheNewOneBeforeItsFirstStatement() throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
        connection.commit();
        dies();
        connection.createStatement().execute("SELECT 2");
        assertThat(fresh.takeCalls())
                .containsSubsequence(
                        "setTransactionIsolation(8)", "setAutoCommit(false)", "statement.execute(SELECT 2)");
        assertThat(connection.getAutoCommit()).isFalse();
    }

    @Test
    void whatTheApplicationHasSeenClosedStaysClosed() throws SQLException {
        breaks();
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("SELECT 1")).isSameAs(gone);
        }
        dead.answer("isClosed", arguments -> true).fail("setAutoCommit", gone);
        assertThat(connection.isClosed()).isTrue();
        assertThatThrownBy(() -> connection.setAutoCommit(true)).isSameAs(gone);
        assertThat(connection.isClosed()).isTrue();
        assertThat(opened).isZero();
    }

    @Test
    void insideATransactionTheDriversOwnErrorTells() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT");
        }
        dies();
        assertThatThrownBy(connection::createStatement).isSameAs(gone);
        assertThat(opened).isZero();
    }

    @Test
    void aTransactionThatBrokeIsOverWhenTheApplicationHasRolledItBack() throws SQLException {
        connection.setAutoCommit(false);
        breaks().fail("rollback", gone);
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("INSERT")).isSameAs(gone);
        }
        connection.createStatement().close();
        assertThat(opened).as("it may believe that the transaction goes on").isZero();
        assertThatThrownBy(connection::rollback).isSameAs(gone);
        connection.createStatement().execute("INSERT");
        assertThat(fresh.takeCalls()).containsSubsequence("setAutoCommit(false)", "statement.execute(INSERT)");
    }

    @Test
    void autocommitIsAsTheApplicationWantedItLastWhenItsTransactionBroke() throws SQLException {
        connection.setAutoCommit(false);
        breaks();
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("INSERT")).isSameAs(gone);
            dead.fail("setAutoCommit", gone);
        }
        assertThatThrownBy(() -> connection.setAutoCommit(true)).isSameAs(gone);
        connection.createStatement().execute("INSERT");
        assertThat(fresh.takeCalls()).doesNotContain("setAutoCommit(false)");
        assertThat(connection.getAutoCommit()).isTrue();
    }

    @Test
    void aRefusalThatOnlySoundsLikeTheEndEndsNothing() throws SQLException {
        dead.fail("rollback", new SQLNonTransientConnectionException("autocommit is on", "08003"));
        assertThatThrownBy(connection::rollback).hasMessage("autocommit is on");
        connection.createStatement().close();
        assertThat(opened).isZero();
        connection.close();
        assertThat(fixture.borrow())
                .as("it is kept, and asked before it is used")
                .isNotNull();
        assertThat(dead.count("isValid")).isEqualTo(1);
    }

    @Test
    void aLevelThatTheDriverTookInATransactionLeavesTheStateToIt() throws SQLException {
        connection.setAutoCommit(false);
        connection.createStatement().close();
        connection.nativeSQL("SELECT 1");
        connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        connection.setAutoCommit(true);
        dead.fail("commit", gone);
        assertThatThrownBy(connection::commit).isSameAs(gone);
        connection.createStatement().close();
        assertThat(opened).isZero();
    }

    @Test
    void anOpenStatementKeepsTheDeadOne() throws SQLException {
        PreparedStatement kept = connection.prepareStatement("SELECT 1");
        dies();
        assertThatThrownBy(connection::createStatement).isSameAs(gone);
        kept.close();
        fixture.clock.advance(60_000);
        connection.createStatement();
        assertThat(opened).isEqualTo(1);
    }

    @Test
    void aSessionThatSqlHasChangedKeepsTheDeadOne() throws SQLException {
        dead.answer("getMetaData", arguments -> dead.metaData("jdbc:stub:"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = other");
        }
        dies();
        assertThatThrownBy(connection::createStatement).isSameAs(gone);
    }

    @Test
    void whatSqlLeftKeepsTheDeadOneEvenWhereNothingIsReset() throws SQLException {
        SessionFixture unreset = new SessionFixture(DriverKind.PGJDBC, ResetMode.NEVER);
        Connection locking = unreset.opened();
        unreset.session.askedBy(() -> {
            opened++;
            return fresh.connection();
        });
        try (Statement statement = locking.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(7)");
        }
        unreset.stub.answer("isValid", arguments -> false).fail("createStatement", gone);
        unreset.clock.advance(60_000);
        assertThatThrownBy(locking::createStatement).isSameAs(gone);
        assertThat(opened).as("the lock would be lost").isZero();
        assertThat(unreset.stub.isClosed()).isFalse();
    }

    @Test
    void whatSeveralThreadsUseKeepsTheDeadOne() throws Exception {
        Thread other = new Thread(() -> {
            try {
                connection.isClosed();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        other.start();
        other.join();
        dies();
        assertThatThrownBy(connection::createStatement).isSameAs(gone);
    }

    @Test
    void aServerThatIsDownLeavesTheDriversOwnError() throws SQLException {
        fixture.session.askedBy(() -> {
            opened++;
            throw new SQLException("connection refused", "08001");
        });
        dies();
        assertThatThrownBy(connection::createStatement).isSameAs(gone);
        assertThat(opened).isEqualTo(1);
    }

    @Test
    void noStatementIsSentTwice() throws SQLException {
        breaks();
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("INSERT")).isSameAs(gone);
        }
        assertThat(fresh.takeCalls()).isEmpty();
        connection.createStatement();
        assertThat(fresh.takeCalls()).containsExactly("createStatement()");
    }

    @Test
    void aCheckpointMakesEveryConnectionOfThePast() throws SQLException {
        fixture.cache.suspend();
        fixture.cache.resume();
        connection.createStatement();
        assertThat(dead.count("isValid")).as("it is not asked").isZero();
        assertThat(fresh.count("createStatement")).isEqualTo(1);
        connection.close();
        assertThat(fresh.isClosed())
                .as("nobody could ask for it: each life has keys of its own")
                .isTrue();
    }

    @Test
    void aServerThatAnswersAfterAFailureIsAskedOnce() throws SQLException {
        dead.fail("statement.execute", new SQLException("it is said to be gone", "08006"));
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("INSERT")).hasMessage("it is said to be gone");
        }
        connection.createStatement().close();
        connection.createStatement().close();
        assertThat(dead.count("isValid")).isEqualTo(1);
    }

    @Test
    void howItWasAskedIsForgottenWithTheBorrow() throws SQLException {
        connection.close();
        Connection next = fixture.borrow();
        dead.fail("createStatement", gone);
        assertThatThrownBy(next::createStatement).isSameAs(gone);
        assertThatThrownBy(next::createStatement).isSameAs(gone);
        assertThat(opened).isZero();
    }
}
