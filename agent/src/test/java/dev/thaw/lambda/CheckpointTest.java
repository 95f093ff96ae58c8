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
import dev.thaw.stub.crac.Core;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A checkpoint that goes wrong for us goes on for the function. */
class CheckpointTest {
    private static final String API = "org.crac.Core.Compat";
    private static final Key KEY = new Key("stub");

    private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
    private final Cache<Entry> cache = new Cache<>(
            new Limits(60_000, 1_000, 3_600_000, 900_000), new ManualClock(), Invocations.NONE, diagnostics, 4);
    private final StubConnection idle = new StubConnection();
    private final StubConnection used = new StubConnection();

    @BeforeEach
    void connections() {
        System.setProperty(API, Core.class.getPackageName());
        adopt(used);
        cache.giveBack(adopt(idle));
    }

    @AfterEach
    void noApi() {
        System.clearProperty(API);
    }

    @Test
    void allThatIsKnownIsEnded() throws Exception {
        checkpointAndRestore(() -> {});
        assertThat(idle.takeCalls()).containsExactly("close()");
        assertThat(used.takeCalls()).containsExactly("abort(executor)", "close()");
        assertThat(diagnostics.faults()).isEmpty();
        cache.giveBack(adopt(new StubConnection()));
        assertThat(cache.borrow(KEY)).as("kept again").isNotNull();
    }

    @Test
    void aDriverThatIsIncompleteIsOneLineEach() throws Exception {
        idle.fail("close", new NoClassDefFoundError("made to be missing"));
        used.fail("abort", new NoClassDefFoundError("made to be missing"));
        checkpointAndRestore(() -> {});
        assertThat(diagnostics.faults()).hasSize(2).allMatch(fault -> fault.contains("made to be missing"));
    }

    @Test
    void whereNoSaltCanBeDrawnAnewNothingIsKept() throws Exception {
        checkpointAndRestore(() -> {
            throw new IllegalStateException("made to fail");
        });
        assertThat(diagnostics.faults()).singleElement().asString().contains("made to fail");
        cache.giveBack(adopt(new StubConnection()));
        assertThat(cache.borrow(KEY)).isNull();
    }

    private void checkpointAndRestore(Runnable restored) throws ReflectiveOperationException {
        Checkpoint.register(cache, restored, diagnostics);
        Core.getGlobalContext().checkpointAndRestore();
    }

    private Entry adopt(StubConnection stub) {
        Entry entry = new Entry(stub.connection()) {};
        cache.adopt(KEY, entry);
        return entry;
    }
}
