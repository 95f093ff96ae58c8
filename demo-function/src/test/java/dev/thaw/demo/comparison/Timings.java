package dev.thaw.demo.comparison;

import java.time.Duration;
import java.util.List;

/** Durations, sorted. */
record Timings(List<Duration> sorted) {

    static Timings of(List<Duration> durations) {
        return new Timings(durations.stream().sorted().toList());
    }

    Duration median() {
        return percentile(50);
    }

    /** The smallest duration that so many percent do not exceed (nearest rank). */
    Duration percentile(int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.max(rank, 1) - 1);
    }
}
