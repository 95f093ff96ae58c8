package dev.thaw.demo.comparison;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Tells who waits what is done, a line a step. */
final class Progress {

    private final PrintStream out;
    private final long begun = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    void step(String text) {
        out.printf(Locale.ROOT, "%4d s  %s%n", elapsed().toSeconds(), text);
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
