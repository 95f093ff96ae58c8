package dev.thaw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.stub.StubConnection;
import org.junit.jupiter.api.Test;

/** A driver that gives out a connection which it has given out before: nobody but its callers gets that any more. */
class GivenAgainTest {
    private static final Key KEY = CacheFixture.key("one");
    private static final Key OTHER = CacheFixture.key("other");

    private final CacheFixture fixture = new CacheFixture();
    private final Cache<StubEntry> cache = fixture.cache;
    private final StubConnection stub = new StubConnection();
    private final StubEntry first = new StubEntry(stub);

    @Test
    void whatIsIdleBelongsToWhoWasGivenIt() {
        assertThat(cache.adopt(KEY, first)).isTrue();
        cache.giveBack(first);
        assertThat(cache.adopt(OTHER, new StubEntry(stub))).isFalse();
        assertThat(cache.borrow(KEY)).isNull();
        assertThat(cache.borrow(OTHER)).isNull();
        assertThat(cache.shutDown()).isEmpty();
        assertThat(stub.isClosed()).as("its caller goes on with it").isFalse();
    }

    @Test
    void whatIsBorrowedIsNotHandedOutAfterItsReturn() {
        cache.adopt(KEY, first);
        assertThat(cache.adopt(OTHER, new StubEntry(stub))).isFalse();
        assertThat(first.isShared()).as("its borrower closes it").isTrue();
        cache.giveBack(first);
        assertThat(cache.borrow(KEY)).isNull();
        assertThat(stub.isClosed()).isTrue();
    }

    @Test
    void itIsNeverTakenInAgain() {
        cache.adopt(KEY, first);
        cache.discard(first, "its borrower has closed it");
        assertThat(cache.adopt(KEY, new StubEntry(stub))).isFalse();
        assertThat(cache.adopt(OTHER, new StubEntry(stub))).isFalse();
        assertThat(cache.adopt(OTHER, new StubEntry())).isTrue();
    }

    /** As by a driver that gives each thread, or each invocation, one connection. */
    @Test
    void whatIsGarbageIsForgotten() {
        Census<StubEntry> census = new Census<>();
        for (int i = 0; i < 100; i++) {
            StubConnection another = new StubConnection();
            assertThat(census.add(new StubEntry(another))).isTrue();
            StubEntry again = new StubEntry(another);
            assertThat(census.add(again)).isFalse();
        }
        int remembered = census.size();
        for (int i = 0; i < 50 && remembered > 50; i++) {
            System.gc();
            census.isAlone(first);
            remembered = census.size();
        }
        assertThat(remembered).isLessThanOrEqualTo(50);
    }

    @Test
    void whatIsOpenedInThePlaceOfADeadOneIsNoExceptionToThat() {
        cache.adopt(KEY, first);
        cache.giveBack(first);
        StubEntry dead = fixture.open(OTHER);
        dead.replace(stub.connection());
        assertThat(cache.renewed(dead)).isFalse();
        assertThat(cache.borrow(KEY)).isNull();
    }
}
