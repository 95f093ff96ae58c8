package dev.thaw.cache;

import static dev.thaw.cache.CacheFixture.MAX_AGE;
import static dev.thaw.cache.CacheFixture.MAX_IDLE;
import static dev.thaw.cache.CacheFixture.VALIDATE_AFTER;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What time does to an idle connection, on both clocks. */
class CacheTimeTest {
    private static final Key KEY = CacheFixture.key("one");

    private final CacheFixture fixture = new CacheFixture();
    private final Cache<StubEntry> cache = fixture.cache;
    private final StubEntry entry = fixture.idle(KEY);

    @Test
    void aFreshOneIsHandedOutUnasked() {
        fixture.clock.advance(VALIDATE_AFTER - 1);
        assertThat(cache.borrow(KEY)).isSameAs(entry);
        assertThat(entry.stub.takeCalls()).isEmpty();
    }

    @Test
    void anIdleOneIsProbedOnceAndBoundedTwice() {
        fixture.clock.advance(VALIDATE_AFTER);
        assertThat(cache.borrow(KEY)).isSameAs(entry);
        assertThat(entry.stub.takeCalls())
                .containsExactly(
                        "getNetworkTimeout()",
                        "setNetworkTimeout(executor, 1500)",
                        "isValid(2)",
                        "setNetworkTimeout(executor, 0)");
    }

    @Test
    void whereNoIdleTimeIsTrustedEachBorrowAsksWithinAnInvocationToo() {
        fixture.invocations.epoch(7);
        Limits never = new Limits(0, 1_500, MAX_AGE, MAX_IDLE);
        Cache<StubEntry> strict = new Cache<>(never, fixture.clock, fixture.invocations, fixture.diagnostics, 3);
        StubEntry opened = new StubEntry();
        strict.adopt(KEY, opened);
        for (int borrow = 1; borrow <= 3; borrow++) {
            strict.giveBack(opened);
            assertThat(strict.borrow(KEY)).isSameAs(opened);
            assertThat(opened.stub.count("isValid")).isEqualTo(borrow);
        }
    }

    @Test
    void oneThatIsDistrustedIsProbedEachTime() {
        entry.distrust();
        cache.giveBack(cache.borrow(KEY));
        assertThat(cache.borrow(KEY)).isSameAs(entry);
        assertThat(entry.stub.count("isValid")).isEqualTo(2);
    }

    @Test
    void aFrozenMonotonicClockDoesNotHideThatTimePassed() {
        fixture.clock.advanceWall(VALIDATE_AFTER);
        assertThat(cache.borrow(KEY)).isSameAs(entry);
        assertThat(entry.stub.count("isValid")).isEqualTo(1);
    }

    @Test
    void aWallClockThatStoodStillDoesNotEither() {
        cache.giveBack(borrowedInNextInvocation());
        fixture.clock.advanceMonotonic(VALIDATE_AFTER);
        assertThat(borrowedInNextInvocation()).isSameAs(entry);
        assertThat(entry.stub.count("isValid")).isEqualTo(1);
    }

    private StubEntry borrowedInNextInvocation() {
        fixture.invocations.next();
        return cache.borrow(KEY);
    }

    @Test
    void withinAnInvocationNoClockIsReadAndOtherwiseOne() {
        cache.giveBack(borrowedInNextInvocation());
        fixture.clock.takeReadings();
        cache.giveBack(cache.borrow(KEY));
        assertThat(fixture.clock.takeReadings()).as("the same invocation").isZero();

        fixture.invocations.epoch(0);
        cache.giveBack(cache.borrow(KEY));
        assertThat(fixture.clock.takeReadings())
                .as("nobody tells of invocations")
                .isEqualTo(1);
    }

    @Test
    void aWallClockThatWasSetBackMeansThatNobodyKnows() {
        fixture.clock.advanceWall(-1);
        assertThat(cache.borrow(KEY)).isSameAs(entry);
        assertThat(entry.stub.count("isValid")).isEqualTo(1);
    }

    @Test
    void idleForTooLongIsClosedByEitherClock() {
        fixture.clock.advanceWall(MAX_IDLE);
        assertThat(cache.borrow(KEY)).isNull();
        assertThat(entry.stub.takeCalls()).containsExactly("setNetworkTimeout(executor, 1500)", "close()");

        fixture.invocations.next();
        StubEntry other = fixture.idle(KEY);
        fixture.clock.advanceMonotonic(MAX_IDLE);
        assertThat(borrowedInNextInvocation()).isNull();
        assertThat(other.stub.takeCalls()).endsWith("close()");
    }

    @Test
    void besideOneThatCannotBeClosedForWantOfAnAnswerTheOthersAreDropped() {
        StubEntry second = fixture.open(KEY);
        cache.giveBack(second);
        entry.stub.fail("close", new SQLException("Read timed out"));
        second.stub.fail("close", new SQLException("Read timed out"));
        fixture.clock.advance(MAX_IDLE);
        assertThat(cache.borrow(KEY)).isNull();
        assertThat(entry.stub.count("abort") + second.stub.count("abort")).isEqualTo(2);
        assertThat(entry.stub.count("close") + second.stub.count("close"))
                .as("one wait is enough")
                .isEqualTo(1);
    }

    @Test
    void tooOldIsClosedHoweverRecentlyItWasUsed() {
        for (long age = 0; age < MAX_AGE; age += MAX_IDLE / 2) {
            assertThat(cache.borrow(KEY)).as("age %d", age).isSameAs(entry);
            cache.giveBack(entry);
            fixture.clock.advance(MAX_IDLE / 2);
        }
        entry.stub.takeCalls();
        assertThat(cache.borrow(KEY)).isNull();
        assertThat(entry.stub.takeCalls()).endsWith("close()");
    }

    @Test
    void anAdoptionClosesWhatIsOverUnderOtherKeys() {
        fixture.clock.advance(MAX_IDLE);
        fixture.open(CacheFixture.key("other"));
        assertThat(entry.stub.isClosed()).isTrue();
    }

    @Test
    void aDeadOneIsDroppedWithoutGoodbyeAndSoIsTheRest() {
        StubEntry lessRecent = entry;
        cache.borrow(KEY);
        fixture.clock.advance(1_000);
        StubEntry mostRecent = fixture.open(KEY);
        cache.giveBack(lessRecent);
        cache.giveBack(mostRecent);
        fixture.clock.advance(VALIDATE_AFTER);
        mostRecent.stub.answer("isValid", arguments -> false);
        assertThat(cache.borrow(KEY)).isNull();
        assertThat(mostRecent.stub.count("isValid")).isEqualTo(1);
        assertThat(mostRecent.stub.count("abort")).isEqualTo(1);
        assertThat(lessRecent.stub.takeCalls()).containsExactly("abort(executor)");
    }

    @Test
    void aProbeThatThrowsMeansDead() {
        fixture.clock.advance(VALIDATE_AFTER);
        entry.stub.fail("setNetworkTimeout", new SQLException("gone", "08003"));
        assertThat(cache.borrow(KEY)).isNull();
        assertThat(entry.stub.isClosed()).isTrue();
    }

    @Test
    void anUnknownFailureIsProbedOnceThoughNoTimePassed() {
        assertThat(cache.borrow(KEY)).isSameAs(entry);
        entry.failed(new SQLException("what is this?", "HY000"));
        cache.giveBack(entry);
        assertThat(cache.borrow(KEY)).isSameAs(entry);
        assertThat(entry.stub.count("isValid")).isEqualTo(1);
        cache.giveBack(entry);
        assertThat(cache.borrow(KEY)).isSameAs(entry);
        assertThat(entry.stub.count("isValid")).as("trusted again").isEqualTo(1);
    }

    @Test
    void aKeyCanAllowLessAge() {
        Key young = Key.withSecret("label", "token", MAX_IDLE / 2, "part");
        StubEntry token = fixture.idle(young);
        fixture.clock.advance(MAX_IDLE / 2 - 1);
        assertThat(cache.borrow(young)).isSameAs(token);
        cache.giveBack(token);
        fixture.clock.advance(1);
        assertThat(cache.borrow(young)).isNull();
        assertThat(token.stub.isClosed()).isTrue();
        assertThat(cache.borrow(KEY)).isSameAs(entry);
    }
}
