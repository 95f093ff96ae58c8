package dev.thaw.benchmark.start;

import dev.thaw.benchmark.EmptyAgent;
import dev.thaw.benchmark.Median;
import dev.thaw.demo.lambda.LocalLambda;
import dev.thaw.demo.scenario.Databases;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** All subjects against no agent, function by function. */
public final class Comparison {
    private static final String NO_AGENT = "no agent";
    private static final String WRAPPER = "Thaw, layer's wrapper";

    /** One subject's figures for one function; ratios are to no agent. */
    public record Row(
            String function,
            String subject,
            double elapsedMillis,
            double elapsedRatio,
            double cpuMillis,
            double cpuRatio,
            long classes,
            long preloadedClasses,
            long metaspaceKilobytes,
            long heapKilobytes) {}

    private final int rounds;
    private final boolean aotCache;
    private final Random random;
    private final Map<String, String> subjects = new LinkedHashMap<>();

    public Comparison(int rounds, boolean aotCache) throws IOException {
        this.rounds = rounds;
        this.aotCache = aotCache;
        long seed = System.nanoTime();
        random = new Random(seed);
        System.out.println("start to first answer, JDK " + LocalLambda.javaVersion()
                + (aotCache ? " with an AOT cache, " : " with a class archive, ") + rounds + " rounds, order by seed "
                + seed);
        Path empty = EmptyAgent.jar(Path.of("target", "benchmark"));
        subjects.put(NO_AGENT, "");
        subjects.put("empty agent, -agentlib", "-agentlib:instrument=" + empty);
        subjects.put("empty agent, -javaagent", "-javaagent:" + empty);
        subjects.put("Thaw, -agentlib", "-agentlib:instrument=/opt/thaw/thaw-agent.jar");
        subjects.put("Thaw, -javaagent", "-javaagent:/opt/thaw/thaw-agent.jar");
        subjects.put(WRAPPER, "");
        subjects.put(
                "OpenTelemetry",
                "-javaagent:" + onClassPath("opentelemetry-javaagent") + " -Dotel.traces.exporter=none"
                        + " -Dotel.metrics.exporter=none -Dotel.logs.exporter=none");
    }

    /** Prints each function's table and gives back all rows. */
    public List<Row> run() throws IOException {
        List<Row> rows = new ArrayList<>();
        try (Databases databases = Databases.start(Duration.ofHours(1))) {
            for (Function function : Function.all(databases)) {
                List<Row> own = compare(function);
                print(function, own);
                rows.addAll(own);
            }
        }
        return rows;
    }

    private List<Row> compare(Function function) throws IOException {
        Map<String, List<Start>> starts = new LinkedHashMap<>();
        subjects.keySet().forEach(name -> starts.put(name, new ArrayList<>()));
        List<String> order = new ArrayList<>(subjects.keySet());
        for (int round = 0; round <= rounds; round++) {
            Collections.shuffle(order, random);
            for (String name : order) {
                Start start = Start.of(deployed(function, name).environment("JAVA_TOOL_OPTIONS", subjects.get(name)));
                // The first round fills the file system's cache.
                if (round > 0) {
                    starts.get(name).add(start);
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, List<Start>> subject : starts.entrySet()) {
            rows.add(row(function, subject.getKey(), subject.getValue(), starts.get(NO_AGENT)));
        }
        return rows;
    }

    private LocalLambda.Builder deployed(Function function, String subject) {
        LocalLambda.Builder deployed = function.deployed().get().aotCache(aotCache);
        return subject.equals(WRAPPER)
                ? deployed.environment("AWS_LAMBDA_EXEC_WRAPPER", "/opt/thaw/wrapper")
                : deployed;
    }

    private Row row(Function function, String subject, List<Start> own, List<Start> base) throws IOException {
        Start.Footprint footprint = Start.footprint(
                deployed(function, subject), subjects.get(subject), Path.of(System.getProperty("java.home")));
        return new Row(
                function.title(),
                subject,
                median(own, Start::elapsedMillis),
                ratio(own, base, Start::elapsedMillis),
                median(own, Start::cpuMillis),
                ratio(own, base, Start::cpuMillis),
                footprint.classes(),
                footprint.preloaded(),
                footprint.metaspaceKilobytes(),
                footprint.heapKilobytes());
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> column) {
        return Median.of(starts.stream().map(column::applyAsDouble).toList());
    }

    private static double ratio(List<Start> own, List<Start> base, ToDoubleFunction<Start> column) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            ratios.add(column.applyAsDouble(own.get(i)) / column.applyAsDouble(base.get(i)));
        }
        return Median.of(ratios);
    }

    private static void print(Function function, List<Row> rows) {
        System.out.printf(
                "%n%-30s %10s %6s %8s %6s %8s %8s %10s %8s%n",
                function.title(),
                "elapsed ms",
                "ratio",
                "CPU ms",
                "ratio",
                "classes",
                "shared",
                "metasp. KB",
                "heap KB");
        for (Row row : rows) {
            System.out.printf(
                    "  %-28s %10.0f %6.3f %8.0f %6.3f %8d %8d %10d %8d%n",
                    row.subject(),
                    row.elapsedMillis(),
                    row.elapsedRatio(),
                    row.cpuMillis(),
                    row.cpuRatio(),
                    row.classes(),
                    row.preloadedClasses(),
                    row.metaspaceKilobytes(),
                    row.heapKilobytes());
        }
    }

    private static String onClassPath(String jar) {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.contains(jar)) {
                return entry;
            }
        }
        throw new IllegalStateException("not on the class path: " + jar);
    }
}
