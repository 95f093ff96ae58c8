package dev.thaw.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thaw.stub.StubConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several threads with one connection: nobody can know whether another is still inside a call, so it is not kept. */
@Timeout(60)
class ThreadsTest {
    private final SessionFixture fixture = new SessionFixture(DriverKind.PGJDBC);
    private final StubConnection stub = fixture.stub;
    private final Connection connection = fixture.opened();
    private final ExecutorService others = Executors.newFixedThreadPool(8);

    @AfterEach
    void end() throws InterruptedException {
        others.shutdownNow();
        assertThat(others.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatAnotherThreadUsedIsClosedForGood() throws Exception {
        byAnother(() -> connection.createStatement().execute("SELECT 1"));
        closesForGood();
    }

    @Test
    void whatAnotherThreadRunsAStatementOfIsClosedForGood() throws Exception {
        Statement statement = connection.createStatement();
        byAnother(() -> statement.execute("SELECT 1"));
        closesForGood();
    }

    @Test
    void whatAnotherThreadReadsTheResultsOfIsClosedForGood() throws Exception {
        ResultSet results = connection.createStatement().executeQuery("SELECT 1");
        byAnother(results::next);
        closesForGood();
    }

    @Test
    void whatAnotherThreadClosesTheResultsOfIsClosedForGood() throws Exception {
        ResultSet results = connection.createStatement().executeQuery("SELECT 1");
        byAnother(() -> {
            results.close();
            return null;
        });
        closesForGood();
    }

    @Test
    void whatAnotherThreadClosesAStatementOfIsClosedForGood() throws Exception {
        Statement statement = connection.createStatement();
        byAnother(() -> {
            statement.close();
            return null;
        });
        closesForGood();
    }

    @Test
    void whatAnotherThreadAsksAStatementOfForMoreIsClosedForGood() throws Exception {
        Statement statement = connection.createStatement();
        byAnother(statement::getMoreResults);
        closesForGood();
    }

    @Test
    void aReadThatIsUnderWayWhenItsConnectionIsClosedIsNeverTheNextBorrowers() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        stub.answer("results.next", arguments -> {
            running.countDown();
            end.await();
            return false;
        });
        ResultSet results = connection.createStatement().executeQuery("SELECT 1");
        Future<Boolean> straggler = others.submit(results::next);
        running.await();
        connection.close();
        assertThat(fixture.borrow()).as("the read still runs").isNull();
        end.countDown();
        assertThat(straggler.get()).isFalse();
    }

    @Test
    void whoClosesInTheWrongOrderLosesNothing() throws Exception {
        Statement statement = connection.createStatement();
        ResultSet results = statement.executeQuery("SELECT 1");
        connection.close();
        stub.answer("results.isClosed", arguments -> true);
        results.close();
        statement.close();
        byAnother(() -> {
            results.close();
            statement.close();
            return null;
        });
        assertThat(fixture.borrow()).isNotNull();
    }

    @Test
    void whatAnotherThreadCancelsIsClosedForGood() throws Exception {
        Statement statement = connection.createStatement();
        byAnother(() -> {
            statement.cancel();
            return null;
        });
        closesForGood();
    }

    @Test
    void aCancelCanArriveLateSoItClosesForGood() throws Exception {
        connection.createStatement().cancel();
        closesForGood();
    }

    @Test
    void whatAnotherThreadClosesIsClosedForGood() throws Exception {
        byAnother(() -> {
            connection.close();
            return null;
        });
        assertThat(stub.isClosed()).isTrue();
        assertThat(connection.isClosed()).isTrue();
        assertThat(fixture.borrow()).isNull();
    }

    @Test
    void aCallThatIsUnderWayWhenAnotherThreadClosesIsNeverTheNextBorrowers() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        stub.answer("statement.execute", arguments -> {
            running.countDown();
            end.await();
            return false;
        });
        Future<?> watchdog = others.submit(() -> {
            running.await();
            connection.close();
            assertThat(fixture.borrow()).as("the call still runs").isNull();
            end.countDown();
            return null;
        });
        connection.createStatement().execute("SELECT 1");
        watchdog.get();
    }

    @Test
    void whoMakesAStatementWhileAnotherThreadClosesIsToldSo() throws Exception {
        CountDownLatch making = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        stub.answer("prepareStatement", arguments -> {
            making.countDown();
            closed.await();
            return null;
        });
        Future<?> straggler = others.submit(() -> connection.prepareStatement("SELECT 1"));
        making.await();
        connection.close();
        closed.countDown();
        assertThatThrownBy(straggler::get).hasCauseInstanceOf(SQLException.class);
        assertThat(fixture.borrow()).isNull();
    }

    @Test
    void aStormOfClosesEndsOneBorrowOnly() throws Exception {
        for (int round = 0; round < 300; round++) {
            SessionFixture own = new SessionFixture(DriverKind.PGJDBC);
            Connection handle = own.opened();
            CyclicBarrier start = new CyclicBarrier(9);
            List<Future<?>> closes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                closes.add(others.submit(() -> {
                    start.await();
                    handle.close();
                    return null;
                }));
            }
            start.await();
            handle.close();
            Connection next = own.borrow();
            for (Future<?> close : closes) {
                close.get();
            }
            if (next == null) {
                assertThat(own.stub.count("close")).isEqualTo(1);
            } else {
                assertThat(next.isClosed()).as("round %d", round).isFalse();
                assertThat(own.stub.isClosed()).isFalse();
                assertThat(own.borrow()).as("lent once").isNull();
            }
        }
    }

    @Test
    void aCallThatGotInWhileTheBorrowerClosesIsNeverTheNextBorrowers() throws Exception {
        int gotIn = 0;
        for (int round = 0; round < 5_000; round++) {
            SessionFixture own = new SessionFixture(DriverKind.PGJDBC);
            Connection handle = own.opened();
            AtomicInteger ready = new AtomicInteger();
            int delay = round % 32;
            Future<Boolean> call = others.submit(() -> {
                meet(ready);
                for (int left = delay; left > 0; left--) {
                    Thread.onSpinWait();
                }
                return own.session.isHeldBy(handle);
            });
            meet(ready);
            handle.close();
            Connection next = own.borrow();
            if (call.get()) {
                gotIn++;
                assertThat(next).as("round %d", round).isNull();
                assertThat(own.stub.count("close")).isEqualTo(1);
            }
        }
        System.out.println("aCallThatGotInWhileTheBorrowerCloses: " + gotIn + " of 5000 got in");
    }

    /** Returns in both threads within nanoseconds. */
    private static void meet(AtomicInteger ready) {
        ready.incrementAndGet();
        while (ready.get() < 2) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whatAFormerHandleRefusesIsNoFailureOfTheSession() throws Exception {
        connection.close();
        assertThatThrownBy(connection::rollback).isInstanceOf(SQLException.class);
        assertThat(fixture.borrow()).isNotNull();
        assertThat(stub.count("isValid")).as("nobody doubts it").isZero();
    }

    @Test
    void whoHasAFormerHandleHarmsNobodyButSharesAtMost() throws Exception {
        Connection former = connection;
        former.close();
        Connection present = fixture.borrow();
        byAnother(() -> {
            former.close();
            assertThat(former.isClosed()).isTrue();
            return null;
        });
        assertThat(present.isClosed()).isFalse();
        present.close();
        assertThat(fixture.borrow()).isNotNull();
    }

    private <T> void byAnother(Callable<T> task) throws Exception {
        others.submit(task).get();
    }

    private void closesForGood() throws SQLException {
        connection.close();
        assertThat(stub.isClosed()).isTrue();
        assertThat(fixture.borrow()).isNull();
    }
}
