package dev.thaw.demo.comparison;

import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Databases;
import dev.thaw.demo.scenario.Scenario;
import dev.thaw.demo.scenario.Scenarios;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs every handler without and then with the agent, and reports. */
public final class Comparison {

    /** Short, so that the freeze scene need not wait; much longer than the pauses between warm invocations. */
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(3);

    private final PrintStream out;
    private final Progress progress;

    private Comparison(PrintStream out) {
        this.out = out;
        progress = new Progress(out);
    }

    /** Takes no arguments; the working folder is this module's. */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        new Comparison(out).run();
    }

    private void run() throws IOException {
        out.println();
        progress.step("starting MariaDB and PostgreSQL");
        Results results;
        try (Databases databases = Databases.start(IDLE_TIMEOUT)) {
            progress.step("running " + Scenarios.all().size() + " handlers, each without and with Thaw");
            results = measureAll(databases);
        }
        out.println();
        new TextReport(results).lines().forEach(out::println);
        Path page = new HtmlReport(results).write(Path.of("target", "comparison.html"));
        out.println();
        out.println("The same with charts: " + page.toUri());
        out.println("Took " + progress.elapsed().toSeconds() + " s.");
    }

    private Results measureAll(Databases databases) {
        List<Measurement> measurements = new ArrayList<>();
        List<Scenario> scenarios = Scenarios.all();
        for (Scenario scenario : scenarios) {
            String step = measurements.size() / 2 + 1 + "/" + scenarios.size();
            measurements.addAll(measure(scenario, databases, step));
        }
        return new Results(measurements);
    }

    /** Each kind of run without and with the agent in turn: what disturbs this machine for a while disturbs both. */
    private List<Measurement> measure(Scenario scenario, Databases databases, String step) {
        List<Trial> trials = Stream.of(Attachment.values())
                .map(attachment -> new Trial(scenario, attachment, databases))
                .toList();
        trials.forEach(Trial::freeze);
        trials.forEach(Trial::runWarm);
        trials.forEach(Trial::countRoundTrips);
        trials.forEach(Trial::thaw);
        List<Measurement> results = trials.stream().map(Trial::result).toList();
        progress.step(step + "  " + scenario.title() + ": connections opened " + opened(results.get(0)) + ", "
                + opened(results.get(1)));
        return results;
    }

    private static String opened(Measurement measurement) {
        return measurement.warm().connections() + " " + measurement.attachment().label();
    }
}
