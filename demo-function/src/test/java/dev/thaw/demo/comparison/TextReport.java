package dev.thaw.demo.comparison;

import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The comparison for a terminal. */
final class TextReport {

    private final Results results;

    TextReport(Results results) {
        this.results = results;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("What a handler costs its database");
        lines.add("");
        lines.addAll(figures().lines());
        lines.add("");
        lines.addAll(legend().lines());
        lines.add("");
        lines.add("While an environment was frozen, the server dropped its idle sessions. The next invocation:");
        lines.add("");
        lines.addAll(afterThaw().lines());
        return lines;
    }

    private TextTable figures() {
        TextTable table = TextTable.ofFigures()
                .row("", "connections", "round trips", "cold start", "warm median", "warm p99", "errors")
                .row("", "opened", "per warm call", "ms", "ms", "ms", "")
                .row();
        for (Scenario scenario : results.scenarios()) {
            table.row(scenario.title() + ": " + scenario.way());
            for (Attachment attachment : Attachment.values()) {
                table.row(cells(results.of(scenario, attachment)));
            }
        }
        return table.row();
    }

    private static String[] cells(Measurement measurement) {
        WarmRun warm = measurement.warm();
        return new String[] {
            "  " + measurement.attachment().label(),
            Long.toString(warm.connections()),
            String.format(Locale.ROOT, "%.1f", measurement.roundTrips()),
            Milliseconds.whole(measurement.cold().median()),
            Milliseconds.fine(warm.timings().median()),
            Milliseconds.fine(warm.timings().percentile(99)),
            Long.toString(warm.errors())
        };
    }

    private TextTable legend() {
        TextTable table = TextTable.ofText();
        Legend.of(results).forEach(each -> table.row(each.term(), each.meaning()));
        return table;
    }

    private TextTable afterThaw() {
        TextTable table =
                TextTable.ofText().row("", "without Thaw", "with Thaw").row();
        for (Scenario scenario : results.scenarios()) {
            table.row(
                    scenario.title(),
                    results.of(scenario, Attachment.WITHOUT_AGENT).afterThaw().text(),
                    results.of(scenario, Attachment.WITH_AGENT).afterThaw().text());
        }
        return table.row();
    }
}
