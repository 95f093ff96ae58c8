package dev.thaw.benchmark.handout;

import com.sun.management.ThreadMXBean;
import dev.thaw.benchmark.stub.StubConnection;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The JVM of one subject. Each line on stdin, {@code id work threads microseconds}, is a slice: that long a time of each thread's CPU. Each
 * is answered by {@code id operations CPU-nanoseconds bytes end id}.
 *
 * <p>CPU time and bytes are those of the threads that do the work: a pool's own threads, the compiler and the garbage collector do not count.
 */
final class SubjectJvm {
    /** One reading of the CPU clock for so much of it, which keeps the reading itself below one percent. */
    private static final long BATCH_NANOS = 500_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Subject subject;
    private final Opener opener;
    private final ExecutorService workers = Executors.newFixedThreadPool(Subject.CONNECTIONS);
    private final Map<Work, Integer> batches = new ConcurrentHashMap<>();

    private SubjectJvm(Subject subject) throws Exception {
        this.subject = subject;
        this.opener = subject.opener();
    }

    public static void main(String[] args) throws Exception {
        Subject subject = Subject.valueOf(args[0]);
        SubjectJvm jvm = new SubjectJvm(subject);
        try (Connection first = jvm.opener.open()) {
            System.out.println("hands out " + first.getClass().getName());
        }
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                String[] words = order.split(" ", -1);
                long[] slice =
                        jvm.slice(Work.valueOf(words[1]), Integer.parseInt(words[2]), 1_000 * Long.parseLong(words[3]));
                System.out.println(words[0] + " " + slice[0] + " " + slice[1] + " " + slice[2] + " end " + words[0]);
            }
        }
        System.exit(0);
    }

    /** Operations, CPU nanoseconds, bytes: of all threads together. */
    private long[] slice(Work work, int threads, long nanos) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<long[]>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(workers.submit(() -> {
                start.await();
                return ofOneThread(work, nanos);
            }));
        }
        long[] sum = new long[3];
        for (Future<long[]> thread : running) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += thread.get()[i];
            }
        }
        if (subject != Subject.RAW && StubConnection.opened() > Subject.CONNECTIONS + 1) {
            throw new IllegalStateException(StubConnection.opened() + " connections were opened: nothing was reused");
        }
        return sum;
    }

    private long[] ofOneThread(Work work, long nanos) throws Exception {
        subject.begin();
        int batch = batches.getOrDefault(work, 1);
        long operations = 0;
        long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
        long start = THREADS.getCurrentThreadCpuTime();
        long now = start;
        while (now - start < nanos) {
            long done = work.run(opener, batch);
            if (done != batch) {
                throw new IllegalStateException(work + " was skipped: " + done + " of " + batch);
            }
            operations += batch;
            long before = now;
            now = THREADS.getCurrentThreadCpuTime();
            if (now - before < BATCH_NANOS / 2 && batch < 1 << 20) {
                batch *= 2;
            }
        }
        batches.put(work, batch);
        return new long[] {operations, now - start, THREADS.getCurrentThreadAllocatedBytes() - bytesBefore};
    }
}
