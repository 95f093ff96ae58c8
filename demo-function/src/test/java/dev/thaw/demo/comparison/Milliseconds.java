package dev.thaw.demo.comparison;

import java.time.Duration;
import java.util.Locale;

/** Durations as figures for a reader. */
final class Milliseconds {

    private Milliseconds() {}

    static double of(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    /** Two digits after the point: warm invocations take tenths of a millisecond. */
    static String fine(Duration duration) {
        return String.format(Locale.ROOT, "%.2f", of(duration));
    }

    static String whole(Duration duration) {
        return String.format(Locale.ROOT, "%.0f", of(duration));
    }
}
