package dev.thaw.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Entry;
import dev.thaw.cache.Invocations;
import dev.thaw.cache.Key;
import dev.thaw.cache.Limits;
import dev.thaw.stub.ManualClock;
import dev.thaw.stub.RecordedDiagnostics;
import dev.thaw.stub.StubConnection;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In which order connections end with their environment. */
@Timeout(60)
class EndOfEnvironmentTest {
    private static final Key KEY = new Key("stub");
    private static final long LONG = Duration.ofMinutes(5).toMillis();

    private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
    private final Cache<Entry> cache = new Cache<>(
            new Limits(60_000, 1_000, 3_600_000, 900_000), new ManualClock(), Invocations.NONE, diagnostics, 4);
    private final StubConnection idle = new StubConnection();
    private final StubConnection used = new StubConnection();
    private final Entry inUse = adopted(used);

    EndOfEnvironmentTest() {
        cache.giveBack(adopted(idle));
    }

    @Test
    void whoUsesAConnectionStillMayEndHisWork() throws Exception {
        CountDownLatch said = new CountDownLatch(1);
        idle.answer("close", arguments -> {
            said.countDown();
            return null;
        });
        EndOfEnvironment end = new EndOfEnvironment(cache, true, LONG, diagnostics);
        end.start();
        assertThat(said.await(30, TimeUnit.SECONDS)).isTrue();
        while (end.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }

        inUse.connection().createStatement().execute("INSERT");
        cache.giveBack(inUse);
        end.join();

        assertThat(used.takeCalls())
                .containsSubsequence("statement.execute(INSERT)", "close()")
                .doesNotContain("abort(executor)");
    }

    @Test
    void whatIsInUseWhenTheTimeIsOverIsDropped() throws Exception {
        ended(new EndOfEnvironment(cache, true, 1, diagnostics));
        assertThat(used.takeCalls()).containsExactly("abort(executor)", "close()");
        assertThat(idle.takeCalls()).containsExactly("close()");
        assertThat(diagnostics.faults()).isEmpty();
    }

    @Test
    void outsideOfLambdaWhatIsInUseIsLeftAloneAndNotWaitedFor() throws Exception {
        ended(new EndOfEnvironment(cache, false, LONG, diagnostics));
        assertThat(used.takeCalls()).isEmpty();
        assertThat(idle.takeCalls()).containsExactly("close()");
    }

    private static void ended(EndOfEnvironment end) throws InterruptedException {
        end.start();
        end.join();
    }

    private Entry adopted(StubConnection stub) {
        Entry entry = new Entry(stub.connection()) {};
        cache.adopt(KEY, entry);
        return entry;
    }
}
