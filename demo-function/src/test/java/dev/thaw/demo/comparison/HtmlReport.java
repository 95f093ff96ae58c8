package dev.thaw.demo.comparison;

import com.google.gson.Gson;
import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The comparison as one HTML file: the charting library and the figures are written into it. */
final class HtmlReport {

    private final Results results;

    HtmlReport(Results results) {
        this.results = results;
    }

    /** Writes the page and returns its absolute path. */
    Path write(Path file) throws IOException {
        String page = page().replace("/*DATA*/", new Gson().toJson(report()))
                .replace("/*LIBRARY*/", WebJar.CHART_JS.text("dist/chart.umd.min.js"));
        return Files.writeString(file, page).toAbsolutePath();
    }

    private Report report() {
        List<Entry> entries = results.scenarios().stream().map(this::entry).toList();
        return new Report(WarmRun.INVOCATIONS, results.coldStarts(), Legend.of(results), entries);
    }

    private Entry entry(Scenario scenario) {
        return new Entry(
                scenario.title(),
                scenario.way(),
                figures(results.of(scenario, Attachment.WITHOUT_AGENT)),
                figures(results.of(scenario, Attachment.WITH_AGENT)));
    }

    private static Figures figures(Measurement measurement) {
        WarmRun warm = measurement.warm();
        return new Figures(
                warm.connections(),
                measurement.roundTrips(),
                Milliseconds.of(measurement.cold().median()),
                Milliseconds.of(warm.timings().median()),
                Milliseconds.of(warm.timings().percentile(99)),
                warm.errors(),
                measurement.afterThaw());
    }

    private static String page() throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream("page.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    // The page's script reads these by name.

    private record Report(int invocations, int coldStarts, List<Legend> legend, List<Entry> scenarios) {}

    private record Entry(String title, String way, Figures without, Figures with) {}

    private record Figures(
            long connections,
            double roundTrips,
            double cold,
            double median,
            double p99,
            long errors,
            AfterThaw afterThaw) {}
}
