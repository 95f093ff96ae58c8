package dev.thaw.demo.life;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came of a storm. */
record StormResult(
        int succeeded, Map<String, List<Long>> failures, double p50Millis, double p99Millis, int peakSessions) {

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
        Map<String, List<Long>> failures = new TreeMap<>();
        for (String line : lines) {
            String[] parts = line.split("\t", -1);
            if (parts[0].equals(OK)) {
                micros.add(Long.parseLong(parts[1]));
            } else {
                failures.computeIfAbsent(parts[0], cause -> new ArrayList<>()).add(Long.parseLong(parts[1]) / 1000);
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
        return failures.values().stream().mapToInt(List::size).sum();
    }

    @Override
    public String toString() {
        return String.format(
                "%d of %d invocations succeeded (%.2f %%), p50 %.1f ms, p99 %.1f ms, at most %d sessions%s",
                succeeded,
                succeeded + failed(),
                100.0 * succeeded / (succeeded + failed()),
                p50Millis,
                p99Millis,
                peakSessions,
                describe());
    }

    /** Each cause with how often it was, and after how long at the earliest and at the latest. */
    private String describe() {
        StringBuilder text = new StringBuilder();
        failures.forEach((cause, millis) -> text.append("; ")
                .append(millis.size())
                .append(" after ")
                .append(Collections.min(millis))
                .append("..")
                .append(Collections.max(millis))
                .append(" ms: ")
                .append(cause));
        return text.toString();
    }
}
