package dev.thaw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Never two owners, and never a lock held while a driver is called. */
@Timeout(60)
class CacheConcurrencyTest {
    private static final int THREADS = 8;
    private static final int BORROWS = 10_000;
    private static final Key KEY = CacheFixture.key("one");

    private final CacheFixture fixture = new CacheFixture();
    private final Cache<StubEntry> cache = fixture.cache;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void end() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void noConnectionEverHasTwoOwners() throws Exception {
        long seed = System.nanoTime();
        System.out.println("noConnectionEverHasTwoOwners: seed " + seed);
        Queue<StubEntry> opened = new ConcurrentLinkedQueue<>();
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<?>> runs = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(seed + i);
            runs.add(threads.submit(() -> {
                start.await();
                for (int borrow = 0; borrow < BORROWS; borrow++) {
                    StubEntry outer = take(opened);
                    // Two at once now and then, so that there are more connections than room.
                    StubEntry inner = random.nextInt(4) == 0 ? take(opened) : null;
                    if (inner != null) {
                        release(inner);
                    }
                    release(outer);
                    if (random.nextInt(100) == 0) {
                        fixture.clock.advance(CacheFixture.VALIDATE_AFTER);
                    }
                }
                return null;
            }));
        }
        for (Future<?> run : runs) {
            run.get();
        }
        assertThat(opened.size()).as("most borrows found one").isLessThan(THREADS * BORROWS / 2);
        assertThat(opened.stream().filter(entry -> !entry.stub.isClosed()).count())
                .isLessThanOrEqualTo(CacheFixture.IDLE_PER_KEY);
    }

    private StubEntry take(Queue<StubEntry> opened) {
        StubEntry entry = cache.borrow(KEY);
        if (entry == null) {
            entry = fixture.open(KEY);
            opened.add(entry);
        }
        assertThat(entry.own()).as("nobody else owns it").isTrue();
        assertThat(entry.stub.isClosed()).as("it is open").isFalse();
        return entry;
    }

    private void release(StubEntry entry) {
        assertThat(entry.stub.isClosed()).as("nobody closed it meanwhile").isFalse();
        assertThat(entry.disown()).as("nobody took it meanwhile").isTrue();
        cache.giveBack(entry);
    }

    @Test
    void aProbeThatHangsHoldsUpNobodyElse() throws Exception {
        StubEntry hanging = fixture.idle(KEY);
        fixture.clock.advance(CacheFixture.VALIDATE_AFTER);
        StubEntry other = fixture.idle(CacheFixture.key("other"));
        CountDownLatch probing = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        hanging.stub.answer("isValid", arguments -> {
            probing.countDown();
            answer.await();
            return true;
        });
        Future<StubEntry> waiting = threads.submit(() -> cache.borrow(KEY));
        probing.await();

        assertThat(cache.borrow(CacheFixture.key("other"))).isSameAs(other);
        assertThat(cache.borrow(KEY)).as("the one that is probed is taken").isNull();
        StubEntry adopted = fixture.open(KEY);
        cache.giveBack(adopted);
        assertThat(cache.borrow(KEY)).isSameAs(adopted);
        fixture.open(CacheFixture.key("a new key"));
        cache.shutDown();
        answer.countDown();
        assertThat(waiting.get()).isSameAs(hanging);
    }

    @Test
    void aCloseThatHangsHoldsUpNobodyElse() throws Exception {
        StubEntry hanging = fixture.open(KEY);
        CountDownLatch closing = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        hanging.stub.answer("close", arguments -> {
            closing.countDown();
            end.await();
            return null;
        });
        Future<?> waiting = threads.submit(() -> cache.discard(hanging, "test"));
        closing.await();
        StubEntry adopted = fixture.idle(KEY);
        assertThat(cache.borrow(KEY)).isSameAs(adopted);
        end.countDown();
        waiting.get();
    }

    @Test
    void nothingStaysOpenWhenReturnsRaceWithTheEnd() throws Exception {
        for (int round = 0; round < 500; round++) {
            CacheFixture own = new CacheFixture();
            List<StubEntry> lent = List.of(own.open(KEY), own.open(KEY), own.open(KEY));
            CyclicBarrier start = new CyclicBarrier(lent.size() + 1);
            List<Future<?>> returns = new ArrayList<>();
            for (StubEntry entry : lent) {
                returns.add(threads.submit(() -> {
                    start.await();
                    own.cache.giveBack(entry);
                    return null;
                }));
            }
            start.await();
            List<StubEntry> handedOut = own.cache.shutDown();
            for (Future<?> each : returns) {
                each.get();
            }
            List<StubEntry> left = own.cache.inUse();
            assertThat(lent)
                    .allMatch(entry -> entry.stub.isClosed() != (handedOut.contains(entry) || left.contains(entry)));
        }
    }
}
