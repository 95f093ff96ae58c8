package dev.thaw.benchmark.handout;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same operations for JMH. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JmhCycles {
    /** Operations of one call, so that a connection that is opened for many does not count. */
    private static final int TIMES = 1_000;

    /** Name of a {@link Subject}; the classes that JMH writes cannot see the type. */
    @Param("HIKARI")
    private String subject;

    private Opener opener;

    @Setup
    public void open() throws SQLException {
        opener = Subject.valueOf(subject).opener();
        Subject.valueOf(subject).begin();
    }

    @Benchmark
    @OperationsPerInvocation(TIMES)
    public long openClose() throws SQLException {
        return Work.OPEN_CLOSE.run(opener, TIMES);
    }

    @Benchmark
    @OperationsPerInvocation(TIMES)
    public long statementCycle() throws SQLException {
        return Work.STATEMENT.run(opener, TIMES);
    }

    @Benchmark
    @OperationsPerInvocation(TIMES)
    public long typicalCycle() throws SQLException {
        return Work.TYPICAL.run(opener, TIMES);
    }

    @Benchmark
    @OperationsPerInvocation(TIMES)
    public long transactionalCycle() throws SQLException {
        return Work.TRANSACTION.run(opener, TIMES);
    }
}
