package dev.thaw.benchmark.server;

import com.sun.management.ThreadMXBean;
import dev.thaw.benchmark.Median;
import dev.thaw.benchmark.ResultFile;
import dev.thaw.testkit.server.DriverKind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * The elapsed and the CPU time of warm invocations over TLS, each way in turn, against a connection held by hand.
 *
 * <p>Argument: rounds.
 */
public final class WarmInvocations {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** Invocations of one way before the next one's turn. */
    private static final int SLICE = 20;

    private static final int WARM_UP_ROUNDS = 50;

    /**
     * Before each invocation, as an environment waits for the next one. Without it a connection's two ends run on one
     * processor or on two for as long as it lives, and a round trip on loopback takes twice as long by two.
     */
    private static final long PAUSE_NANOS = 300_000;

    private WarmInvocations() {}

    public static void main(String[] args) throws IOException, SQLException {
        int rounds = Integer.parseInt(args[0]);
        Random random = new Random(Long.parseLong(args[1]));
        List<Figure> figures = new ArrayList<>();
        try (Servers servers = Servers.start()) {
            for (DriverKind driver : Servers.DRIVERS) {
                for (Handler handler : Handler.values()) {
                    figures.addAll(measure(servers, driver, handler, rounds, random));
                }
            }
        }
        System.out.printf("%-42s %-34s %10s %7s %10s %7s%n", "", "", "elapsed us", "ratio", "CPU us", "ratio");
        for (Figure figure : figures) {
            System.out.printf(
                    "%-42s %-34s %10.1f %7.3f %10.1f %7.3f%n",
                    figure.driver() + ", " + figure.handler(),
                    figure.way(),
                    figure.micros(),
                    figure.ratioToHeld(),
                    figure.cpuMicros(),
                    figure.cpuRatioToHeld());
        }
        ResultFile.write("warm", figures);
        System.exit(0);
    }

    private static List<Figure> measure(Servers servers, DriverKind driver, Handler handler, int rounds, Random random)
            throws SQLException {
        Map<Way.Kind, Way> ways = new EnumMap<>(Way.Kind.class);
        Map<Way.Kind, List<Sample>> samples = new EnumMap<>(Way.Kind.class);
        List<Way.Kind> kinds = kinds(driver, handler);
        for (Way.Kind kind : kinds) {
            ways.put(kind, Way.of(kind, servers.url(driver, true), servers.credentials(driver)));
            samples.put(kind, new ArrayList<>());
        }
        List<Way.Kind> order = new ArrayList<>(kinds);
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            Collections.shuffle(order, random);
            for (Way.Kind kind : order) {
                Sample sample = slice(ways.get(kind), handler);
                if (round >= 0) {
                    samples.get(kind).add(sample);
                }
            }
        }
        List<Figure> figures = new ArrayList<>();
        for (Way.Kind kind : kinds) {
            List<Sample> held = samples.get(kind.base());
            List<Sample> own = samples.get(kind);
            List<Double> ratios = new ArrayList<>();
            List<Double> cpuRatios = new ArrayList<>();
            for (int i = 0; i < rounds; i++) {
                ratios.add(own.get(i).micros() / held.get(i).micros());
                cpuRatios.add(own.get(i).cpuMicros() / held.get(i).cpuMicros());
            }
            figures.add(new Figure(
                    driver.name(),
                    handler.title(),
                    kind.title(),
                    Median.of(own.stream().map(Sample::micros).toList()),
                    Median.of(ratios),
                    Median.of(own.stream().map(Sample::cpuMicros).toList()),
                    Median.of(cpuRatios)));
            ways.get(kind).close();
        }
        return figures;
    }

    /** What is beside the handler's work is the same for each work, so one shows it. */
    private static List<Way.Kind> kinds(DriverKind driver, Handler handler) {
        if (handler != Handler.SELECT) {
            return List.of(Way.Kind.HELD, Way.Kind.THAW);
        }
        List<Way.Kind> kinds = new ArrayList<>(List.of(
                Way.Kind.HELD,
                Way.Kind.THAW,
                Way.Kind.THAW_BY_PROPERTIES,
                Way.Kind.THAW_BY_KEPT_SOURCE,
                Way.Kind.HELD_BESIDE_SOURCE,
                Way.Kind.THAW_BY_NEW_SOURCE));
        if (driver == DriverKind.POSTGRESQL) {
            kinds.add(1, Way.Kind.HELD_UNPREPARED);
        }
        return kinds;
    }

    private static Sample slice(Way way, Handler handler) throws SQLException {
        long cpu = 0;
        long elapsed = 0;
        for (int i = 0; i < SLICE; i++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            long cpuStart = THREADS.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            way.invoke(handler);
            elapsed += System.nanoTime() - start;
            cpu += THREADS.getCurrentThreadCpuTime() - cpuStart;
        }
        return new Sample(elapsed / (SLICE * 1e3), cpu / (SLICE * 1e3));
    }

    /** Of one invocation. */
    private record Sample(double micros, double cpuMicros) {}

    /** Microseconds of one invocation, and the medians of each round's ratio to the connection held by hand. */
    record Figure(
            String driver,
            String handler,
            String way,
            double micros,
            double ratioToHeld,
            double cpuMicros,
            double cpuRatioToHeld) {}
}
