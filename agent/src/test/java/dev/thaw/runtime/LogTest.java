package dev.thaw.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which level writes what, a line each. */
class LogTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    @Test
    void offWritesNothing() {
        assertThat(linesAt(Log.OFF)).isEmpty();
    }

    @Test
    void errorWritesFaultsAndWarnings() {
        assertThat(linesAt(Log.ERROR))
                .containsExactly(
                        "thaw: a fault; the function goes on without Thaw: java.lang.IllegalStateException: two lines",
                        "thaw: a warning");
    }

    @Test
    void infoWritesWhatHappensRarely() {
        assertThat(linesAt(Log.INFO)).hasSize(3).last().isEqualTo("thaw: an info");
    }

    @Test
    void debugWritesEverythingWithStackTraces() {
        assertThat(linesAt(Log.DEBUG))
                .contains("thaw: a detail", "thaw: an info")
                .anyMatch(line -> line.startsWith("\tat " + LogTest.class.getName()));
    }

    private List<String> linesAt(int level) {
        Log log = new Log(out, level);
        log.fault("a fault", new IllegalStateException("two\nlines"));
        log.warn("a warning");
        log.info("an info");
        log.debug("a detail");
        assertThat(log.debugging()).isEqualTo(level == Log.DEBUG);
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
