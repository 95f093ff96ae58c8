package dev.thaw.benchmark;

import dev.thaw.benchmark.handout.Comparison;
import java.io.IOException;

/**
 * What a hand-out costs against the connection pools, on a driver that does nothing: CPU time as a ratio to HikariCP, and
 * bytes per operation. See {@code src/docs/CONTRIBUTING.md}, How we measure.
 *
 * <p>Arguments: the number of rounds, 30 by default, which takes some four minutes; then any of {@code C2}, {@code C1}, and words
 * that a subject's title must hold one of, such as {@code Thaw}. HikariCP is always there.
 */
public final class HandOut {
    private HandOut() {}

    public static void main(String[] args) throws IOException {
        Comparison.run(args);
    }
}
