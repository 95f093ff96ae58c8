package dev.thaw.demo.comparison;

import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Scenario;

/**
 * All that was measured of a handler, without or with the agent.
 *
 * @param cold from the start of the JVM to the first answer, one for each environment that was started
 * @param warm what many warm invocations of one environment took and cost
 * @param roundTrips to the database for one warm invocation
 * @param afterThaw what the handler answered when its sessions were dropped while it was frozen
 */
record Measurement(
        Scenario scenario, Attachment attachment, Timings cold, WarmRun warm, double roundTrips, AfterThaw afterThaw) {}
