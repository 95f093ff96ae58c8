package dev.thaw.benchmark;

import java.util.Collection;

/** The middle of what was measured, which a busy machine moves least. */
public final class Median {
    private Median() {}

    /** Of at least one value. */
    public static double of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
