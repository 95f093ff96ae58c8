package dev.thaw.contract;

import java.util.Map;

/**
 * One small behaviour of JDBC.
 *
 * @param name what is looked at; unique
 * @param options driver options that its connections are opened with
 * @param action what the application does; what it sees goes to the stage's transcript
 */
public record Probe(String name, Map<String, String> options, Action action) {
    /** Code of an application. An exception that it lets through is recorded like everything else that it sees. */
    @FunctionalInterface
    public interface Action {
        /** Does it. */
        void on(Stage stage) throws Exception;
    }

    /** A probe with the driver's default options. */
    public static Probe of(String name, Action action) {
        return new Probe(name, Map.of(), action);
    }

    /** The same with one more option, for the drivers that know it. */
    public Probe with(String option, String value) {
        Map<String, String> more = new java.util.TreeMap<>(options);
        more.put(option, value);
        return new Probe(name, more, action);
    }

    @Override
    public String toString() {
        return name;
    }
}
