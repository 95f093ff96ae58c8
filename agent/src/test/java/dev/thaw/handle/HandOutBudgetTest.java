package dev.thaw.handle;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Clock;
import dev.thaw.cache.Invocations;
import dev.thaw.cache.Key;
import dev.thaw.cache.Limits;
import dev.thaw.session.DriverKind;
import dev.thaw.session.ResetMode;
import dev.thaw.session.Session;
import dev.thaw.session.SessionTerms;
import dev.thaw.stub.RecordedDiagnostics;
import dev.thaw.stub.StubConnection;
import dev.thaw.testkit.measure.AllocatedBytes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.StubMethod;
import org.junit.jupiter.api.Test;

/** What a hand-out may cost, in what is exact: bytes and calls of the driver. Clock reads are counted by the cache's tests. */
class HandOutBudgetTest {
    private static final Key KEY = new Key("budget");
    private static final int TIMES = 10_000;
    private static final long BYTES_FOR_A_CHECKOUT = 24;
    private static final long BYTES_FOR_A_STATEMENT = 32;

    private final RecordedDiagnostics diagnostics = new RecordedDiagnostics() {
        @Override
        public boolean debugging() {
            return false;
        }
    };
    private final Cache<Session> cache =
            new Cache<>(new Limits(60_000, 1_000, 3_600_000, 900_000), Clock.SYSTEM, Invocations.NONE, diagnostics, 4);
    private final Handles handles = new Handles(diagnostics);

    @Test
    void bytes() throws SQLException, ReflectiveOperationException {
        adopt(driversOwn());
        assertThat(AllocatedBytes.ofOne(
                        TIMES, () -> handles.lend(cache.borrow(KEY)).close()))
                .isLessThanOrEqualTo(BYTES_FOR_A_CHECKOUT);
        try (Connection open = handles.lend(cache.borrow(KEY))) {
            assertThat(AllocatedBytes.ofOne(TIMES, () -> open.createStatement().close()))
                    .isLessThanOrEqualTo(BYTES_FOR_A_STATEMENT);
        }
    }

    @Test
    void callsOfTheDriver() throws SQLException {
        StubConnection stub = new StubConnection();
        adopt(stub.connection());
        stub.takeCalls();
        Connection open = handles.lend(cache.borrow(KEY));
        assertThat(stub.takeCalls()).as("a checkout").isEmpty();
        open.createStatement().close();
        assertThat(stub.takeCalls()).as("a statement").containsExactly("createStatement()", "statement.close()");
        open.close();
        assertThat(stub.takeCalls()).as("a close").containsExactly("clearWarnings()");
    }

    private void adopt(Connection connection) throws SQLException {
        Session session = new Session(connection, DriverKind.H2, SessionTerms.of(ResetMode.AUTO), cache);
        Connection first = handles.lend(session);
        cache.adopt(KEY, session);
        first.close();
    }

    /** One that allocates nothing. */
    private static Connection driversOwn() throws ReflectiveOperationException {
        Statement statement = made(
                HandOutBudgetTest.class.getClassLoader(),
                new ByteBuddy()
                        .subclass(Statement.class)
                        .name("odd.FrugalStatement")
                        .method(isAbstract())
                        .intercept(StubMethod.INSTANCE));
        return made(
                statement.getClass().getClassLoader(),
                new ByteBuddy()
                        .subclass(Connection.class)
                        .name("odd.FrugalConnection")
                        .method(isAbstract())
                        .intercept(StubMethod.INSTANCE)
                        .method(named("getAutoCommit"))
                        .intercept(FixedValue.value(true))
                        .method(returns(Statement.class))
                        .intercept(FixedValue.reference(statement)));
    }

    private static <T> T made(ClassLoader parent, DynamicType.Builder<T> builder) throws ReflectiveOperationException {
        return builder.make().load(parent).getLoaded().getConstructor().newInstance();
    }
}
