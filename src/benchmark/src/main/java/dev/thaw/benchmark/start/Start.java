package dev.thaw.benchmark.start;

import dev.thaw.demo.lambda.Environment;
import dev.thaw.demo.lambda.LocalLambda;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One start of a function. */
record Start(double elapsedMillis, double cpuMillis) {
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    /** What a JVM holds after its first answer. */
    record Footprint(long classes, long preloaded, long metaspaceKilobytes, long heapKilobytes) {}

    /** From the start of the JVM to the first answer. */
    static Start of(LocalLambda.Builder function) {
        try (Environment environment = function.start()) {
            environment.invoke("{}");
            Duration cpu = ProcessHandle.of(environment.pid())
                    .flatMap(process -> process.info().totalCpuDuration())
                    .orElseThrow();
            return new Start(environment.coldStart().toNanos() / 1e6, cpu.toMillis());
        }
    }

    /** Exact, and not to be timed: the JVM writes down what it loads. */
    static Footprint footprint(LocalLambda.Builder function, String options, Path jdk) throws IOException {
        Path log = Files.createTempFile("classes", ".log").toAbsolutePath();
        function.environment("JAVA_TOOL_OPTIONS", (options + " -Xlog:class+load:file=" + log).strip());
        function.freezeBetweenInvocations(false);
        try (Environment environment = function.start()) {
            environment.invoke("{}");
            long classes = lines(log, "source:");
            long preloaded = lines(log, "source: shared objects file");
            Process jcmd = new ProcessBuilder(
                            jdk.resolve("bin/jcmd").toString(), Long.toString(environment.pid()), "GC.heap_info")
                    .redirectErrorStream(true)
                    .start();
            long heap = 0;
            long metaspace = 0;
            String told = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            for (String line : told.lines().toList()) {
                Matcher used = USED.matcher(line);
                if (used.find() && line.contains("Metaspace")) {
                    metaspace = Long.parseLong(used.group(1));
                } else if (used.reset().find() && line.contains("total")) {
                    heap += Long.parseLong(used.group(1));
                }
            }
            return new Footprint(classes, preloaded, metaspace, heap);
        } finally {
            Files.delete(log);
        }
    }

    private static long lines(Path log, String text) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(text)).count();
        }
    }
}
