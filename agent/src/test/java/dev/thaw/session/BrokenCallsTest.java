package dev.thaw.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thaw.stub.StubConnection;
import java.io.InputStream;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A call that ends by no failure of SQL: nobody knows what the driver was in the midst of. */
class BrokenCallsTest {
    private final SessionFixture fixture = new SessionFixture(DriverKind.MARIADB);
    private final StubConnection stub = fixture.stub;

    private record Broken(String call, Work work) {
        @Override
        public String toString() {
            return call;
        }
    }

    private interface Work {
        void on(Connection connection) throws Exception;
    }

    static Stream<Broken> calls() {
        return Stream.of(
                new Broken("createStatement", Connection::createStatement),
                new Broken("commit", connection -> {
                    connection.setAutoCommit(false);
                    connection.createStatement().execute("UPDATE t SET i = 1");
                    connection.commit();
                }),
                new Broken(
                        "statement.execute",
                        connection -> connection.createStatement().execute("SELECT 1")),
                new Broken(
                        "statement.executeUpdate",
                        connection -> connection
                                .prepareStatement("INSERT INTO t VALUES (?)")
                                .executeUpdate()),
                new Broken(
                        "statement.setBinaryStream",
                        connection -> connection
                                .prepareStatement("INSERT INTO t VALUES (?)")
                                .setBinaryStream(1, InputStream.nullInputStream())),
                new Broken(
                        "results.next",
                        connection -> connection
                                .createStatement()
                                .executeQuery("SELECT 1")
                                .next()));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void whatBreaksIsTheApplicationsToSeeAndClosedForGood(Broken broken) throws Exception {
        for (Throwable failure : List.of(new IllegalStateException("a stream's"), new OutOfMemoryError("a buffer's"))) {
            SessionFixture own = new SessionFixture(DriverKind.MARIADB);
            own.stub.fail(broken.call(), failure);
            Connection connection = own.opened();
            assertThatThrownBy(() -> broken.work().on(connection)).isSameAs(failure);
            own.stub.mend(broken.call());
            connection.close();
            assertThat(own.borrow()).isNull();
            assertThat(own.stub.isClosed()).isTrue();
        }
    }

    @Test
    void aStatementThatCannotBeClosedWithItsConnectionEndsIt() throws Exception {
        Connection connection = fixture.opened();
        connection.createStatement().execute("SELECT 1");
        stub.fail("statement.close", new StackOverflowError());
        connection.close();
        assertThat(stub.isClosed()).isTrue();
        assertThat(fixture.borrow()).isNull();
    }

    @Test
    void aConnectionThatWasFoundInvalidIsNotHandedOutAgain() throws Exception {
        Connection connection = fixture.opened();
        stub.answer("isValid", arguments -> false);
        assertThat(connection.isValid(1)).isFalse();
        connection.close();
        stub.mend("isValid");
        assertThat(fixture.borrow()).isNull();
    }
}
