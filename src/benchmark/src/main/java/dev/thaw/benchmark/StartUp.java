package dev.thaw.benchmark;

import dev.thaw.demo.lambda.Environment;
import dev.thaw.demo.lambda.LocalLambda;
import dev.thaw.demo.scenario.Artifacts;
import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Databases;
import dev.thaw.demo.scenario.Scenario;
import dev.thaw.demo.scenario.Scenarios;
import dev.thaw.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * From the start of the JVM to the first answer, on the real runtime client with Lambda's flags and its class archive,
 * as a ratio to no agent. Subjects take turns in random order; each figure is a median over rounds, each ratio the median
 * of the rounds' ratios. CPU time holds still on a busy machine where elapsed time does not.
 *
 * <p>Argument: the number of rounds, 30 by default.
 */
public final class StartUp {
    private static final String NO_AGENT = "no agent";
    private static final String EMPTY = "empty agent";
    private static final String NO_JDBC_HANDLER = "java.lang.Object::toString";

    private StartUp() {}

    public static void main(String[] args) throws IOException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 30;
        long seed = System.nanoTime();
        System.out.println("start to first answer, JDK " + LocalLambda.javaVersion() + ", " + rounds
                + " rounds, order by seed " + seed);
        Map<String, String> attachments = new LinkedHashMap<>();
        attachments.put(NO_AGENT, null);
        attachments.put(EMPTY, "-agentlib:instrument=" + EmptyAgent.jar(Path.of("target", "benchmark")));
        attachments.put("Thaw, -agentlib:instrument", "-agentlib:instrument=/opt/thaw/thaw-agent.jar");
        attachments.put("Thaw, -javaagent", "-javaagent:/opt/thaw/thaw-agent.jar");
        try (Databases databases = Databases.start(Duration.ofHours(1))) {
            for (Scenario scenario : List.of(Scenarios.AWS_SAMPLE, Scenarios.POSTGRES)) {
                Database database = databases.newDatabaseFor(scenario);
                measure(
                        scenario.title() + ", one connection",
                        attachments,
                        () -> scenario.function(database, Attachment.WITHOUT_AGENT),
                        rounds,
                        new Random(seed));
            }
        }
        measure(
                "no JDBC",
                attachments,
                () -> LocalLambda.builder()
                        .function(Artifacts.function())
                        .layer(Artifacts.layer())
                        .handler(NO_JDBC_HANDLER),
                rounds,
                new Random(seed));
    }

    private static void measure(
            String title, Map<String, String> attachments, Subject subject, int rounds, Random random) {
        Map<String, List<double[]>> samples = new LinkedHashMap<>();
        attachments.keySet().forEach(name -> samples.put(name, new ArrayList<>()));
        List<String> order = new ArrayList<>(attachments.keySet());
        for (int round = 0; round <= rounds; round++) {
            Collections.shuffle(order, random);
            for (String name : order) {
                double[] sample = start(subject.function(), attachments.get(name));
                // The first round fills the file system's cache.
                if (round > 0) {
                    samples.get(name).add(sample);
                }
            }
        }
        print(title, samples);
    }

    /** Elapsed and CPU milliseconds. */
    private static double[] start(LocalLambda.Builder function, String attachment) {
        if (attachment != null) {
            function.environment("JAVA_TOOL_OPTIONS", attachment);
        }
        try (Environment environment = function.start()) {
            environment.invoke("{}");
            Duration cpu = ProcessHandle.of(environment.pid())
                    .flatMap(process -> process.info().totalCpuDuration())
                    .orElse(Duration.ZERO);
            return new double[] {environment.coldStart().toNanos() / 1e6, cpu.toMillis()};
        }
    }

    private static void print(String title, Map<String, List<double[]>> samples) {
        System.out.printf("%n%-30s %12s %8s %12s %8s%n", title, "elapsed ms", "ratio", "CPU ms", "ratio");
        List<double[]> base = samples.get(NO_AGENT);
        samples.forEach((name, own) -> System.out.printf(
                "  %-28s %12.0f %8.3f %12.0f %8.3f%n",
                name, median(own, 0), medianRatio(own, base, 0), median(own, 1), medianRatio(own, base, 1)));
    }

    private static double median(List<double[]> samples, int column) {
        return middle(samples.stream().mapToDouble(sample -> sample[column]).toArray());
    }

    private static double medianRatio(List<double[]> own, List<double[]> base, int column) {
        double[] ratios = new double[own.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = own.get(i)[column] / base.get(i)[column];
        }
        return middle(ratios);
    }

    private static double middle(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    private interface Subject {
        LocalLambda.Builder function();
    }
}
