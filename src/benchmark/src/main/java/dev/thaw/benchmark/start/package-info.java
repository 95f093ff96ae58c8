/** What a start takes, by subject: no agent, an empty one, Thaw, OpenTelemetry's. */
package dev.thaw.benchmark.start;
