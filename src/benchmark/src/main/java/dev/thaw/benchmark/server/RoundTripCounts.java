package dev.thaw.benchmark.server;

import dev.thaw.benchmark.Median;
import dev.thaw.benchmark.ResultFile;
import dev.thaw.testkit.net.Relay;
import dev.thaw.testkit.server.DriverKind;
import dev.thaw.testkit.server.JdbcUrl;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;

/**
 * Counts in a relay what each way costs, and takes its time with the relay's latency. Each way has a relay of its own.
 *
 * <p>Argument: rounds of the times.
 */
public final class RoundTripCounts {
    private static final Way.Kind[] COLUMNS = {Way.Kind.NAIVE, Way.Kind.HIKARI, Way.Kind.HELD, Way.Kind.THAW};

    private static final int WARM_UPS = 3;
    /** Longer than HikariCP (500 ms) and Thaw (THAW_VALIDATE_AFTER, 1 s) trust an idle connection. */
    private static final Duration IDLE = Duration.ofMillis(1_100);

    private static final Duration[] LATENCIES = {Duration.ZERO, Duration.ofNanos(500_000), Duration.ofMillis(1)};

    private final List<Count> counts = new ArrayList<>();
    private final List<Time> times = new ArrayList<>();
    private final int rounds;
    private final Random random;

    private RoundTripCounts(int rounds, Random random) {
        this.rounds = rounds;
        this.random = random;
    }

    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        long seed = System.nanoTime();
        RoundTripCounts all = new RoundTripCounts(Integer.parseInt(args[0]), new Random(seed));
        try (Servers servers = Servers.start()) {
            all.measure(servers, Way.Kind.NAIVE, Way.Kind.HELD, Way.Kind.THAW);
            // Last: the agent looks at the callers of a connection from the moment on that it has seen a pool's class.
            all.measure(servers, Way.Kind.HELD, Way.Kind.HIKARI);
        }
        all.printCounts();
        all.printTimes(seed);
        ResultFile.write("round-trips", Map.of("counts", all.counts, "times", all.times));
        System.exit(0);
    }

    private void measure(Servers servers, Way.Kind... kinds) throws SQLException, InterruptedException {
        for (DriverKind driver : Servers.DRIVERS) {
            for (boolean tls : new boolean[] {false, true}) {
                for (Handler handler : Handler.values()) {
                    measure(servers.url(driver, tls), servers.credentials(driver), tls, handler, kinds);
                }
            }
        }
    }

    private void measure(JdbcUrl url, Properties credentials, boolean tls, Handler handler, Way.Kind... kinds)
            throws SQLException, InterruptedException {
        Map<Way.Kind, Relay> relays = new EnumMap<>(Way.Kind.class);
        Map<Way.Kind, Way> ways = new EnumMap<>(Way.Kind.class);
        Map<Way.Kind, Long> first = new EnumMap<>(Way.Kind.class);
        for (Way.Kind kind : kinds) {
            Relay relay = Relay.to(url.host(), url.port());
            Way way = Way.of(kind, url.at(relay.port()), credentials);
            way.invoke(handler);
            relays.put(kind, relay);
            ways.put(kind, way);
            first.put(kind, relay.roundTrips());
            for (int i = 0; i < WARM_UPS; i++) {
                way.invoke(handler);
            }
        }
        Map<Way.Kind, Long> warm = count(relays, ways, handler);
        Thread.sleep(IDLE.toMillis());
        Map<Way.Kind, Long> idle = count(relays, ways, handler);
        String transport = tls ? "TLS" : "plain";
        for (Way.Kind kind : kinds) {
            counts.add(new Count(
                    url.driver().name(),
                    transport,
                    handler.title(),
                    kind.title(),
                    first.get(kind),
                    warm.get(kind),
                    idle.get(kind)));
        }
        for (Duration latency : LATENCIES) {
            time(relays, ways, handler, latency, url.driver().name(), transport);
        }
        for (Way.Kind kind : kinds) {
            ways.get(kind).close();
            relays.get(kind).close();
        }
    }

    private static Map<Way.Kind, Long> count(Map<Way.Kind, Relay> relays, Map<Way.Kind, Way> ways, Handler handler)
            throws SQLException {
        Map<Way.Kind, Long> count = new EnumMap<>(Way.Kind.class);
        for (Way.Kind kind : ways.keySet()) {
            relays.get(kind).reset();
            ways.get(kind).invoke(handler);
            count.put(kind, relays.get(kind).roundTrips());
        }
        return count;
    }

    private void time(
            Map<Way.Kind, Relay> relays,
            Map<Way.Kind, Way> ways,
            Handler handler,
            Duration latency,
            String driver,
            String transport)
            throws SQLException {
        relays.values().forEach(relay -> relay.latency(latency.dividedBy(2)));
        Map<Way.Kind, List<Double>> millis = new EnumMap<>(Way.Kind.class);
        Map<Way.Kind, List<Double>> ratios = new EnumMap<>(Way.Kind.class);
        List<Way.Kind> order = new ArrayList<>(ways.keySet());
        for (int round = 0; round < rounds; round++) {
            Map<Way.Kind, Double> own = new EnumMap<>(Way.Kind.class);
            Collections.shuffle(order, random);
            for (Way.Kind kind : order) {
                long start = System.nanoTime();
                ways.get(kind).invoke(handler);
                own.put(kind, (System.nanoTime() - start) / 1e6);
            }
            for (Way.Kind kind : order) {
                millis.computeIfAbsent(kind, unused -> new ArrayList<>()).add(own.get(kind));
                ratios.computeIfAbsent(kind, unused -> new ArrayList<>()).add(own.get(kind) / own.get(Way.Kind.HELD));
            }
        }
        for (Way.Kind kind : ways.keySet()) {
            times.add(new Time(
                    driver,
                    transport,
                    handler.title(),
                    kind.title(),
                    latency.toNanos() / 1e6,
                    Median.of(millis.get(kind)),
                    Median.of(ratios.get(kind))));
        }
    }

    private void printCounts() {
        System.out.printf(
                "%nround trips: first connection with its invocation / warm / warm after %d ms%n", IDLE.toMillis());
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (Count count : counts) {
            rows.computeIfAbsent(
                            String.join(", ", count.driver(), count.transport(), count.handler()),
                            unused -> new LinkedHashMap<>())
                    .put(count.way(), count.first() + " / " + count.warm() + " / " + count.afterIdle());
        }
        print(rows);
    }

    private void printTimes(long seed) {
        System.out.printf(
                "%nwarm invocation: median ms, ratio to a connection held by hand; %d rounds, order by seed %d%n",
                rounds, seed);
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (Time time : times) {
            String latency = time.latencyMillis() + " ms";
            rows.computeIfAbsent(
                            String.join(", ", time.driver(), time.transport(), time.handler(), latency),
                            unused -> new LinkedHashMap<>())
                    .put(time.way(), String.format("%.2f  %.3f", time.millis(), time.ratioToHeld()));
        }
        print(rows);
    }

    private static void print(Map<String, Map<String, String>> rows) {
        System.out.printf("%-60s", "");
        for (Way.Kind kind : COLUMNS) {
            System.out.printf("%18s", kind.title());
        }
        System.out.println();
        rows.forEach((title, row) -> {
            System.out.printf("%-60s", title);
            for (Way.Kind kind : COLUMNS) {
                System.out.printf("%18s", row.get(kind.title()));
            }
            System.out.println();
        });
    }

    /** Round trips. */
    record Count(String driver, String transport, String handler, String way, long first, long warm, long afterIdle) {}

    /** Milliseconds of one warm invocation, with a latency that each round trip takes longer. */
    record Time(
            String driver,
            String transport,
            String handler,
            String way,
            double latencyMillis,
            double millis,
            double ratioToHeld) {}
}
