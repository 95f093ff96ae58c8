package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.server.Database;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many threads at once: no session of the server is ever used by two. */
@Timeout(120)
class ThreadsIT {
    private static final int THREADS = 8;
    private static final int BORROWS = 1_000;

    @ParameterizedTest
    @MethodSource("dev.thaw.endtoend.Opening#drivers")
    void noSessionHasTwoUsers(Opening opening) throws Exception {
        Database database = opening.newDatabase();
        Map<Long, Thread> users = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                runs.add(threads.submit(() -> {
                    for (int borrow = 0; borrow < BORROWS; borrow++) {
                        try (Connection connection = opening.open(database)) {
                            long id = opening.sessionId(connection);
                            assertThat(users.put(id, Thread.currentThread())).isNull();
                            assertThat(users.remove(id)).isSameAs(Thread.currentThread());
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(database.connectionsOpened()).isLessThanOrEqualTo(THREADS);
    }
}
