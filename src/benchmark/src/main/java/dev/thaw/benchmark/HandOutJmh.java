package dev.thaw.benchmark;

import dev.thaw.benchmark.handout.JmhCycles;
import dev.thaw.demo.scenario.Artifacts;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The hand-out as JMH sees it: Thaw, HikariCP and the driver alone, elapsed time and bytes of each operation. JMH runs its
 * subjects one after the other, so a machine that others use distorts the ratios; {@link HandOut} is made for that.
 *
 * <p>Arguments: forks, 1 by default, and {@code C1} for Lambda's default compiler.
 */
public final class HandOutJmh {
    private HandOutJmh() {}

    public static void main(String[] args) throws RunnerException {
        List<String> words = List.of(args);
        List<String> options = new ArrayList<>(List.of("-XX:+UseSerialGC"));
        if (words.contains("C1")) {
            options.add("-XX:TieredStopAtLevel=1");
        }
        int forks = words.isEmpty() || words.get(0).equals("C1") ? 1 : Integer.parseInt(words.get(0));
        new Runner(options(forks, options, "HIKARI", "RAW").build()).run();
        options.add("-agentlib:instrument=" + Artifacts.agent().toAbsolutePath().normalize());
        options.add("-Dthaw.include=jdbc:stub:.*");
        new Runner(options(forks, options, "THAW", "THAW_BY_MANAGER").build()).run();
    }

    private static ChainedOptionsBuilder options(int forks, List<String> jvmArgs, String... subjects) {
        return new OptionsBuilder()
                .include(JmhCycles.class.getName())
                .param("subject", subjects)
                .addProfiler(GCProfiler.class)
                .forks(forks)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgs(jvmArgs.toArray(new String[0]));
    }
}
