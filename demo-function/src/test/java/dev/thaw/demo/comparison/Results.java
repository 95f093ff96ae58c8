package dev.thaw.demo.comparison;

import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Scenario;
import java.util.List;

/** Everything that was measured. */
record Results(List<Measurement> measurements) {

    List<Scenario> scenarios() {
        return measurements.stream().map(Measurement::scenario).distinct().toList();
    }

    Measurement of(Scenario scenario, Attachment attachment) {
        return measurements.stream()
                .filter(each -> each.scenario().equals(scenario) && each.attachment() == attachment)
                .findFirst()
                .orElseThrow();
    }

    /** How many cold starts each handler had, without and with the agent. */
    int coldStarts() {
        return measurements.get(0).cold().sorted().size();
    }
}
