package dev.thaw.session;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Invocations;
import dev.thaw.cache.Key;
import dev.thaw.cache.Limits;
import dev.thaw.handle.Handles;
import dev.thaw.stub.ManualClock;
import dev.thaw.stub.RecordedDiagnostics;
import dev.thaw.stub.StubConnection;
import java.sql.Connection;
import java.sql.SQLException;

/** One session over a stub, with all that is real above and below it: handles and cache. */
final class SessionFixture {
    static final Key KEY = new Key("stub");

    final StubConnection stub = new StubConnection();
    final ManualClock clock = new ManualClock();
    final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
    final Cache<Session> cache =
            new Cache<>(new Limits(60_000, 1_000, 3_600_000, 900_000), clock, Invocations.NONE, diagnostics, 4);
    private final Handles handles = new Handles(diagnostics);
    final Session session;

    SessionFixture(DriverKind driver) {
        this(driver, ResetMode.AUTO);
    }

    SessionFixture(DriverKind driver, ResetMode reset) {
        try {
            session = new Session(stub.connection(), driver, SessionTerms.of(reset), cache);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        cache.adopt(KEY, session);
        stub.takeCalls();
    }

    /** The first borrower's handle. */
    Connection opened() {
        return handles.lend(session);
    }

    /** The next borrower's handle, or null where the session was not kept. */
    Connection borrow() {
        Session idle = cache.borrow(KEY);
        return idle == null ? null : handles.lend(idle);
    }
}
