package dev.thaw.benchmark;

import dev.thaw.benchmark.start.Comparison;
import java.io.IOException;

/**
 * From the start of the JVM to the first answer, on the real runtime client with Lambda's flags and its class archive, or
 * on Java 25 with an AOT cache: no agent, an empty one, Thaw attached both ways and by the layer's
 * wrapper, OpenTelemetry's.
 *
 * <p>Subjects take turns in random order; each figure is a median over rounds, each ratio the median of the rounds' ratios
 * to no agent. CPU time holds still on a busy machine where elapsed time does not. What is loaded and held is counted in a
 * run of its own.
 *
 * <p>Arguments: the number of rounds, 30 by default; {@code aot} for an AOT cache.
 */
public final class StartUp {
    private StartUp() {}

    public static void main(String[] args) throws IOException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 30;
        boolean aotCache = args.length > 1 && args[1].equals("aot");
        ResultFile.write("start-up" + (aotCache ? "-aot" : ""), new Comparison(rounds, aotCache).run());
    }
}
