package dev.thaw.handle;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Clock;
import dev.thaw.cache.Invocations;
import dev.thaw.cache.Limits;
import dev.thaw.session.DriverKind;
import dev.thaw.session.ResetMode;
import dev.thaw.session.Session;
import dev.thaw.session.SessionTerms;
import dev.thaw.stub.RecordedDiagnostics;
import java.sql.Connection;
import java.util.function.Supplier;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.StubMethod;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** What a driver's connection is besides a connection, its handle is too. That of the proven drivers is shown with them. */
class HandleInterfacesTest {
    private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
    private final Cache<Session> cache =
            new Cache<>(new Limits(60_000, 1_000, 3_600_000, 900_000), Clock.SYSTEM, Invocations.NONE, diagnostics, 4);

    /** Of the driver's own, and of the JDK's, whose class file no loader of the driver's has. */
    @Test
    void theDriversOwnAndTheJdks() throws Exception {
        Connection driversOwn = new ByteBuddy()
                .subclass(Connection.class)
                .implement(Supplier.class, PGConnection.class)
                .name("odd.TalkativeConnection")
                .method(isAbstract())
                .intercept(StubMethod.INSTANCE)
                .method(named("getAutoCommit"))
                .intercept(FixedValue.value(true))
                .method(named("get"))
                .intercept(FixedValue.value("got"))
                .method(named("getBackendPID"))
                .intercept(FixedValue.value(42))
                .make()
                .load(getClass().getClassLoader())
                .getLoaded()
                .getConstructor()
                .newInstance();

        Connection handle = new Handles(diagnostics)
                .lend(new Session(driversOwn, DriverKind.H2, SessionTerms.of(ResetMode.AUTO), cache));

        assertThat(((PGConnection) handle).getBackendPID()).isEqualTo(42);
        assertThat(((Supplier<?>) handle).get()).isEqualTo("got");
        assertThat(diagnostics.faults()).isEmpty();
    }
}
