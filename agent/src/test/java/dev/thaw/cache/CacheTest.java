package dev.thaw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets which connection, and what becomes of the others. */
class CacheTest {
    private static final Key KEY = CacheFixture.key("one");

    private final CacheFixture fixture = new CacheFixture();
    private final Cache<StubEntry> cache = fixture.cache;

    @Test
    void anUnknownKeyHasNone() {
        fixture.idle(KEY);
        assertThat(cache.borrow(CacheFixture.key("other"))).isNull();
    }

    @Test
    void anEqualKeyFindsIt() {
        StubEntry entry = fixture.idle(CacheFixture.key(new String("one")));
        assertThat(cache.borrow(KEY)).isSameAs(entry);
    }

    @Test
    void whatIsLentIsNotLentAgain() {
        StubEntry entry = fixture.open(KEY);
        assertThat(cache.borrow(KEY)).isNull();
        cache.giveBack(entry);
        assertThat(cache.borrow(KEY)).isSameAs(entry);
        assertThat(cache.borrow(KEY)).isNull();
    }

    @Test
    void theMostRecentlyUsedComesFirst() {
        StubEntry first = fixture.open(KEY);
        fixture.clock.advance(1_000);
        StubEntry second = fixture.open(KEY);
        fixture.clock.advance(1_000);
        StubEntry third = fixture.open(KEY);
        cache.giveBack(second);
        cache.giveBack(third);
        cache.giveBack(first);
        assertThat(cache.borrow(KEY)).isSameAs(third);
        assertThat(cache.borrow(KEY)).isSameAs(second);
        fixture.clock.advance(1_000);
        assertThat(cache.borrow(KEY)).isSameAs(first);
        cache.giveBack(third);
        cache.giveBack(first);
        assertThat(cache.borrow(KEY)).isSameAs(first);
    }

    @ParameterizedTest(name = "epoch {0}")
    @ValueSource(longs = {0, 7})
    void ofThoseThatAreAsRecentAThreadGetsItsOwn(long epoch) throws InterruptedException {
        fixture.invocations.epoch(epoch);
        StubEntry anothers = openedByAnotherThread();
        StubEntry own = fixture.open(KEY);
        cache.giveBack(anothers);
        cache.giveBack(own);
        assertThat(cache.borrow(KEY)).isSameAs(own);
        assertThat(cache.borrow(KEY)).isSameAs(anothers);
    }

    private StubEntry openedByAnotherThread() throws InterruptedException {
        AtomicReference<StubEntry> opened = new AtomicReference<>();
        Thread another = new Thread(() -> opened.set(fixture.open(KEY)));
        another.start();
        another.join();
        return opened.get();
    }

    @Test
    void whatWasUsedInThisEpochIsAsRecentAsAnything() throws InterruptedException {
        fixture.invocations.epoch(7);
        StubEntry own = fixture.open(KEY);
        fixture.clock.advance(5_000);
        StubEntry anothers = openedByAnotherThread();
        cache.giveBack(own);
        cache.giveBack(anothers);
        assertThat(cache.borrow(KEY)).isSameAs(own);
        cache.giveBack(own);
        fixture.invocations.next();
        assertThat(cache.borrow(KEY)).as("in the next one").isSameAs(anothers);
    }

    @Test
    void whatIsLentTakesNoRoom() {
        for (int i = 0; i < 2 * CacheFixture.IDLE_PER_KEY; i++) {
            fixture.open(KEY);
        }
        StubEntry returned = fixture.idle(KEY);

        assertThat(returned.stub.isClosed()).isFalse();
        assertThat(cache.borrow(KEY)).isSameAs(returned);
    }

    @Test
    void whatIsSharedIsNeverIdle() {
        StubEntry entry = fixture.open(KEY);
        entry.share();
        cache.giveBack(entry);
        assertThat(cache.borrow(KEY)).isNull();
        cache.discard(entry, "test");
        assertThat(entry.stub.count("close")).isEqualTo(1);
    }

    @ParameterizedTest(name = "epoch {0}")
    @ValueSource(longs = {0, 7})
    void whatIsSharedInTheVeryMomentOfItsReturnIsNotHandedOut(long epoch) {
        fixture.invocations.epoch(epoch);
        StubEntry entry = fixture.idle(KEY);
        StubEntry other = fixture.idle(KEY);
        entry.share();
        assertThat(cache.borrow(KEY)).isSameAs(other);
        assertThat(entry.stub.takeCalls()).containsExactly("close()");
    }

    @Test
    void whatAFailureWasNotedOfAfterItsReturnIsNotHandedOut() {
        StubEntry entry = fixture.idle(KEY);
        entry.failed(new SQLException("gone", "08006"));
        assertThat(cache.borrow(KEY)).isNull();
        assertThat(entry.stub.takeCalls()).containsExactly("close()");
    }

    @Test
    void aReturnThatFindsNoRoomIsClosed() {
        List<StubEntry> entries = new ArrayList<>();
        for (int i = 0; i <= CacheFixture.IDLE_PER_KEY; i++) {
            entries.add(fixture.open(KEY));
        }
        for (StubEntry entry : entries) {
            cache.giveBack(entry);
        }
        StubEntry last = entries.remove(CacheFixture.IDLE_PER_KEY);
        assertThat(last.stub.takeCalls()).containsExactly("close()");
        assertThat(entries).noneMatch(entry -> entry.stub.isClosed());
    }

    @ParameterizedTest(name = "epoch {0}")
    @ValueSource(longs = {0, 7})
    void besideOneThatItsServerHasEndedTheIdleOnesAreAsked(long epoch) {
        fixture.invocations.epoch(epoch);
        StubEntry ended = fixture.open(KEY);
        StubEntry beside = fixture.idle(KEY);
        StubEntry elsewhere = fixture.idle(CacheFixture.key("elsewhere"));
        ended.failed(new SQLException("shut down", "57P01"));
        cache.giveBack(ended);

        assertThat(cache.borrow(KEY)).isSameAs(beside);
        assertThat(beside.stub.count("isValid")).isEqualTo(1);
        assertThat(cache.borrow(CacheFixture.key("elsewhere"))).isSameAs(elsewhere);
        assertThat(elsewhere.stub.takeCalls()).isEmpty();
    }

    /** It answers each of them, but none leads to the writer. */
    @Test
    void besideOneWhoseServerBecameAReaderTheIdleOnesAreClosed() {
        StubEntry first = fixture.open(KEY);
        StubEntry lent = fixture.open(KEY);
        StubEntry beside = fixture.idle(KEY);
        StubEntry elsewhere = fixture.idle(CacheFixture.key("elsewhere"));
        first.failed(new SQLException("read-only", "HY000", 1836));
        cache.giveBack(first);

        assertThat(cache.borrow(KEY)).isNull();
        assertThat(beside.stub.isClosed()).isTrue();
        cache.giveBack(lent);
        assertThat(lent.stub.isClosed()).as("at its return").isTrue();
        StubEntry atTheWriter = fixture.idle(KEY);
        assertThat(cache.borrow(KEY)).isSameAs(atTheWriter);
        assertThat(cache.borrow(CacheFixture.key("elsewhere"))).isSameAs(elsewhere);
    }

    @Test
    void aCondemnedOneIsClosedAtItsReturn() {
        StubEntry entry = fixture.open(KEY);
        entry.condemn("a test ends it");
        cache.giveBack(entry);
        assertThat(entry.stub.takeCalls()).containsExactly("close()");
        assertThat(cache.borrow(KEY)).isNull();
    }

    @Test
    void aConnectionThatCannotSayGoodbyeIsAborted() {
        StubEntry entry = fixture.open(KEY);
        entry.stub.fail("close", new IllegalStateException("no socket"));
        cache.discard(entry, "test");
        assertThat(entry.stub.takeCalls()).containsExactly("close()", "abort(executor)");
    }

    @Test
    void shutDownHandsOutWhatIsIdleAndThenEveryReturnIsAClose() {
        StubEntry idle = fixture.idle(KEY);
        StubEntry lent = fixture.open(CacheFixture.key("other"));
        assertThat(cache.shutDown()).containsExactly(idle);
        assertThat(cache.inUse()).containsExactly(lent);
        assertThat(lent.stub.isClosed()).isFalse();
        cache.giveBack(lent);
        assertThat(lent.stub.isClosed()).isTrue();
        StubEntry late = fixture.idle(CacheFixture.key("new"));
        assertThat(late.stub.isClosed()).isTrue();
        assertThat(cache.borrow(CacheFixture.key("new"))).isNull();
        cache.resume();
        assertThat(fixture.idle(KEY).stub.isClosed())
                .as("a shutdown is for ever")
                .isTrue();
    }

    @Test
    void nothingOfBeforeACheckpointIsKeptAfterIt() {
        StubEntry idle = fixture.idle(KEY);
        StubEntry lent = fixture.open(KEY);
        assertThat(cache.suspend()).containsExactly(idle);
        StubEntry between = fixture.idle(KEY);
        assertThat(between.stub.isClosed())
                .as("returned between checkpoint and restore")
                .isTrue();
        StubEntry openedBetween = fixture.open(KEY);
        cache.resume();
        cache.giveBack(lent);
        assertThat(lent.stub.isClosed()).as("opened before the checkpoint").isTrue();
        cache.giveBack(openedBetween);
        assertThat(openedBetween.stub.isClosed())
                .as("opened between checkpoint and restore")
                .isTrue();
        StubEntry after = fixture.idle(KEY);
        assertThat(after.stub.isClosed()).isFalse();
        assertThat(cache.borrow(KEY)).isSameAs(after);
    }

    @Test
    void whatIsOpenWhenNothingIsKeptAnyMoreIsAsGoodAsBefore() {
        StubEntry lent = fixture.open(KEY);
        cache.shutDown();
        StubEntry late = fixture.open(KEY);
        assertThat(cache.isOverdue(lent)).isFalse();
        assertThat(cache.isOverdue(late)).isFalse();
    }

    @Test
    void aCheckpointIsTheEndOfWhatWasOpenedBeforeAndARestoreOfWhatWasOpenedInBetween() {
        StubEntry before = fixture.open(KEY);
        cache.suspend();
        StubEntry between = fixture.open(KEY);
        assertThat(cache.isOverdue(before)).isTrue();
        assertThat(cache.isOverdue(between)).isFalse();
        cache.resume();
        assertThat(cache.isOverdue(before)).isTrue();
        assertThat(cache.isOverdue(between)).isTrue();
        assertThat(cache.isOverdue(fixture.open(KEY))).isFalse();
    }

    @Test
    void whoKnowsAShelfThatWasGivenUpGetsNothingOfIt() {
        StubEntry entry = fixture.open(KEY);
        Shelf<StubEntry> shelf = cache.home(entry);
        cache.suspend();
        cache.resume();
        entry.leave();
        assertThat(cache.borrow(shelf)).as("returned in the very moment").isNull();
        assertThat(cache.inUse()).as("it is not forgotten").containsExactly(entry);
        fixture.open(CacheFixture.key("another"));
        assertThat(entry.stub.isClosed()).as("at the next adoption").isTrue();
    }

    @Test
    void theLeastRecentlyUsedKeyGivesWay() {
        List<StubEntry> entries = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            fixture.clock.advance(1);
            entries.add(fixture.idle(CacheFixture.key(i)));
        }
        fixture.clock.advance(1);
        cache.giveBack(cache.borrow(CacheFixture.key(0)));
        assertThat(entries).noneMatch(entry -> entry.stub.isClosed());

        StubEntry lentOfEvicted = fixture.open(CacheFixture.key(1));
        fixture.clock.advance(1);
        fixture.open(CacheFixture.key("one more"));
        assertThat(entries.get(2).stub.isClosed()).as("key 2 was used least").isTrue();
        fixture.clock.advance(1);
        for (int i = 3; i < 32; i++) {
            cache.giveBack(cache.borrow(CacheFixture.key(i)));
        }
        cache.giveBack(cache.borrow(CacheFixture.key(0)));
        fixture.clock.advance(1);
        fixture.open(CacheFixture.key("and another"));
        assertThat(entries.get(1).stub.isClosed()).isTrue();
        cache.giveBack(lentOfEvicted);
        assertThat(lentOfEvicted.stub.isClosed()).as("its key is gone").isTrue();
        assertThat(cache.borrow(CacheFixture.key(0))).isSameAs(entries.get(0));
    }

    @Test
    void logsShowTheLabelAndNothingElse() {
        Key secret = new Key("db.example", "hunter2");
        cache.giveBack(fixture.open(secret));
        cache.discard(cache.borrow(secret), "test");
        assertThat(fixture.diagnostics.messages())
                .containsExactly("kept db.example", "reused db.example", "closed db.example: test");
    }

    @Test
    void anotherSecretForTheSameClosesWhatIsIdleUnderTheOldOne() {
        StubEntry old = fixture.idle(secret("old", "one"));
        StubEntry lent = fixture.open(secret("old", "one"));
        StubEntry other = fixture.idle(secret("old", "other"));
        assertThat(cache.borrow(secret("new", "one"))).isNull();
        assertThat(old.stub.isClosed()).as("only asked for").isFalse();

        StubEntry young = fixture.open(secret("new", "one"));
        assertThat(old.stub.isClosed()).isTrue();
        assertThat(lent.stub.isClosed()).isFalse();
        cache.giveBack(lent);
        assertThat(lent.stub.isClosed()).as("at its return").isTrue();
        assertThat(other.stub.isClosed()).isFalse();
        cache.giveBack(young);
        assertThat(cache.borrow(secret("new", "one"))).isSameAs(young);
        assertThat(cache.borrow(secret("old", "one"))).isNull();
    }

    @Test
    void aSecretThatIsGoodAgainIsKeptAgain() {
        fixture.idle(secret("one", "part"));
        fixture.idle(secret("two", "part"));
        StubEntry back = fixture.idle(secret("one", "part"));
        assertThat(back.stub.isClosed()).isFalse();
        assertThat(cache.borrow(secret("one", "part"))).isSameAs(back);
    }

    private static Key secret(String secret, Object part) {
        return Key.withSecret("label", secret, Long.MAX_VALUE, part);
    }
}
