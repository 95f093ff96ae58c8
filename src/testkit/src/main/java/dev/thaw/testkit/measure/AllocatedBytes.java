package dev.thaw.testkit.measure;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;

/** What the calling thread allocates, as the JVM counts it: exact, where times are noise. */
public final class AllocatedBytes {
    /** What is measured. */
    public interface Work {
        /** Does it once. */
        void run() throws SQLException;
    }

    private AllocatedBytes() {}

    /** Of one run: the mean of so many, after as many that load and compile what they need. */
    public static long ofOne(int times, Work work) throws SQLException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        repeat(times, work);
        long before = threads.getThreadAllocatedBytes(self);
        repeat(times, work);
        return (threads.getThreadAllocatedBytes(self) - before) / times;
    }

    private static void repeat(int times, Work work) throws SQLException {
        for (int i = 0; i < times; i++) {
            work.run();
        }
    }
}
