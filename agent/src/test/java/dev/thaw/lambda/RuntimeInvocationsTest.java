package dev.thaw.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Entry;
import dev.thaw.cache.Key;
import dev.thaw.cache.Limits;
import dev.thaw.stub.ManualClock;
import dev.thaw.stub.RecordedDiagnostics;
import dev.thaw.stub.StubConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Which threads are in an invocation. */
class RuntimeInvocationsTest {
    private static final Key KEY = new Key("stub");
    private static final ThreadLocal<AtomicLong> DEADLINE = new ThreadLocal<>();

    private final AtomicLong epoch = new AtomicLong(1);
    private final ManualClock clock = new ManualClock();
    private final StubConnection stub = new StubConnection();
    private final Cache<Entry> cache = new Cache<>(
            new Limits(1_000, 1_000, 3_600_000, 900_000),
            clock,
            new RuntimeInvocations(epoch, DEADLINE),
            new RecordedDiagnostics(),
            4);

    RuntimeInvocationsTest() {
        DEADLINE.set(new AtomicLong(1));
        Entry entry = new Entry(stub.connection()) {};
        cache.adopt(KEY, entry);
        cache.giveBack(entry);
    }

    @Test
    void withinOneNothingIsAsked() {
        stub.answer("isValid", arguments -> false);
        assertThat(cache.borrow(KEY)).isNotNull();
    }

    /** After a freeze it may run before the runtime has begun an invocation. */
    @Test
    void aThreadOfTheFunctionsOwnIsInNone() {
        clock.advance(600_000);
        stub.answer("isValid", arguments -> false);
        assertThat(CompletableFuture.supplyAsync(() -> cache.borrow(KEY) == null)
                        .join())
                .isTrue();
    }
}
