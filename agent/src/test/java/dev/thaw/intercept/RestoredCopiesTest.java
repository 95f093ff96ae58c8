package dev.thaw.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Key;
import dev.thaw.cache.Limits;
import dev.thaw.lambda.Checkpoint;
import dev.thaw.session.Session;
import dev.thaw.stub.ManualClock;
import dev.thaw.stub.ManualInvocations;
import dev.thaw.stub.RecordedDiagnostics;
import dev.thaw.stub.crac.Core;
import java.lang.reflect.Field;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Environments that are restored from one snapshot have the same memory, and their clocks may show the same: what they
 * draw must differ all the same. A JVM cannot be copied here, so the objects that hold what was drawn are.
 */
class RestoredCopiesTest {
    private static final String API = "org.crac.Core.Compat";
    private static final String URL = "jdbc:postgresql://db:1234/orders";

    private final ManualClock clock = new ManualClock();
    private final ManualInvocations invocations = new ManualInvocations();
    private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
    private final Cache<Session> cache =
            new Cache<>(new Limits(60_000, 1_000, 3_600_000, 900_000), clock, invocations, diagnostics, 4);

    @BeforeEach
    void anApiToRegisterWith() {
        System.setProperty(API, Core.class.getPackageName());
    }

    @AfterEach
    void noApi() {
        System.clearProperty(API);
    }

    @Test
    void eachMakesItsKeysWithASaltThatDoesNotComeFromTheSnapshot() throws Exception {
        Keys one = new Keys(clock);
        Keys two = copyOf(one);
        Key before = key(one);
        assertThat(key(two)).as("the copy is one").isEqualTo(before);

        Key ofOne = keyAfterRestoreOf(one);
        Key ofTwo = keyAfterRestoreOf(two);

        assertThat(ofOne).isNotEqualTo(before).isNotEqualTo(ofTwo);
        assertThat(ofTwo).isNotEqualTo(before);
    }

    /** At least nine pauses in two seconds, and equal ones once in 2^50 runs. */
    @Test
    void eachComesBackToAFullServerAtTimesOfItsOwnThoughTheirClocksShowTheSame() {
        assertThat(triesAtAFullServer()).hasSizeGreaterThan(8).isNotEqualTo(triesAtAFullServer());
    }

    private Key keyAfterRestoreOf(Keys keys) throws Exception {
        Checkpoint.register(cache, keys, diagnostics);
        Core.getGlobalContext().checkpointAndRestore();
        return key(keys);
    }

    private static Key key(Keys keys) {
        return keys.of(RestoredCopiesTest.class, URL, Snapshot.of(null));
    }

    private static Keys copyOf(Keys keys) throws ReflectiveOperationException {
        Keys copy = new Keys(new ManualClock());
        for (Field field : Keys.class.getDeclaredFields()) {
            field.setAccessible(true);
            field.set(copy, field.get(keys));
        }
        return copy;
    }

    private List<Long> triesAtAFullServer() {
        ManualClock restored = new ManualClock();
        List<Long> tries = new ArrayList<>();
        DriverManagerBody full = (caller, url, info) -> {
            tries.add(restored.wallMillis());
            throw new SQLException("Too many connections", "08004", 1040);
        };
        Openings openings = new Openings(cache, full, invocations, restored, 2_000, new Detours(), diagnostics);
        assertThat(openings.waitForRoom(new UrlRequest(
                        key(new Keys(restored)),
                        openings,
                        RestoredCopiesTest.class,
                        URL,
                        Snapshot.of(null),
                        new SessionNames(null))))
                .isNull();
        return tries;
    }
}
