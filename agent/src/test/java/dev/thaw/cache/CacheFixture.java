package dev.thaw.cache;

import dev.thaw.stub.ManualClock;
import dev.thaw.stub.ManualInvocations;
import dev.thaw.stub.RecordedDiagnostics;

/** A cache with a clock that stands still, and limits that differ from each other. */
final class CacheFixture {
    static final long VALIDATE_AFTER = 1_000;
    static final long VALIDATE_TIMEOUT = 1_500;
    static final long MAX_IDLE = 60_000;
    static final long MAX_AGE = 600_000;
    static final int IDLE_PER_KEY = 3;

    final ManualInvocations invocations = new ManualInvocations();
    final ManualClock clock = new ManualClock();
    final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
    final Cache<StubEntry> cache = new Cache<>(
            new Limits(VALIDATE_AFTER, VALIDATE_TIMEOUT, MAX_AGE, MAX_IDLE),
            clock,
            invocations,
            diagnostics,
            IDLE_PER_KEY);

    static Key key(Object part) {
        return new Key("label", part);
    }

    /** What a borrower does who finds nothing: he opens a connection and has it adopted. It is his. */
    StubEntry open(Key key) {
        StubEntry entry = new StubEntry();
        cache.adopt(key, entry);
        return entry;
    }

    /** A connection that was used once and stands idle. */
    StubEntry idle(Key key) {
        StubEntry entry = open(key);
        cache.giveBack(entry);
        return entry;
    }
}
