package dev.thaw.demo.life;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came of a storm. */
record StormResult(int succeeded, Map<String, Integer> failures, double p50Millis, double p99Millis, int peakSessions) {

    private static final String OK = "ok";

    /** One invocation. */
    interface Call {
        void run() throws Exception;
    }

    /** Invokes without pause; a line for each invocation: how it ended, and its microseconds. */
    static List<String> invokeUntil(long endNanos, Call call) {
        List<String> lines = new ArrayList<>();
        while (System.nanoTime() - endNanos < 0) {
            long begun = System.nanoTime();
            String outcome = OK;
            try {
                call.run();
            } catch (Exception e) {
                outcome = String.valueOf(e.getMessage())
                        .lines()
                        .findFirst()
                        .orElse("")
                        .replace('\t', ' ');
            }
            lines.add(outcome + "\t" + (System.nanoTime() - begun) / 1000);
        }
        return lines;
    }

    static StormResult of(List<String> lines, int peakSessions) {
        List<Long> micros = new ArrayList<>();
        Map<String, Integer> failures = new TreeMap<>();
        for (String line : lines) {
            String[] parts = line.split("\t", -1);
            if (parts[0].equals(OK)) {
                micros.add(Long.parseLong(parts[1]));
            } else {
                failures.merge(parts[0], 1, Integer::sum);
            }
        }
        micros.sort(null);
        return new StormResult(
                micros.size(), failures, quantileMillis(micros, 0.5), quantileMillis(micros, 0.99), peakSessions);
    }

    private static double quantileMillis(List<Long> sorted, double quantile) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) ((sorted.size() - 1) * quantile)) / 1000.0;
    }

    int failed() {
        return failures.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public String toString() {
        return String.format(
                "%d of %d invocations succeeded (%.2f %%), p50 %.1f ms, p99 %.1f ms, at most %d sessions, failures %s",
                succeeded,
                succeeded + failed(),
                100.0 * succeeded / (succeeded + failed()),
                p50Millis,
                p99Millis,
                peakSessions,
                failures);
    }
}
