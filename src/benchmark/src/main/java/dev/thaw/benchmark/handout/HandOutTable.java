package dev.thaw.benchmark.handout;

import java.util.List;

/** Prints the figures of one compiler and number of threads. */
final class HandOutTable {
    private HandOutTable() {}

    static void print(Compiler compiler, int threads, List<Subject> subjects, List<Comparison.Figure> figures) {
        System.out.printf("%n%s, %d thread%s%n%-38s", compiler, threads, threads == 1 ? "" : "s", "");
        for (Work work : Work.values()) {
            System.out.printf("  %24s", work.title());
        }
        System.out.printf("%n%-38s", "");
        for (Work ignored : Work.values()) {
            System.out.printf("  %8s %7s %7s", "ns", "ratio", "bytes");
        }
        System.out.println();
        for (Subject subject : subjects) {
            System.out.printf("%-38s", subject.title());
            for (Work work : Work.values()) {
                Comparison.Figure figure = figures.stream()
                        .filter(some -> some.subject().equals(subject.title())
                                && some.work().equals(work.title()))
                        .findFirst()
                        .orElseThrow();
                System.out.printf("  %8.1f %7.3f %7.0f", figure.nanos(), figure.ratioToHikari(), figure.bytes());
            }
            System.out.println();
        }
    }
}
