/**
 * A JDBC driver that does nothing, so that what is measured is what stands between it and the application. The agent
 * serves it because the operator names its URL, in {@code THAW_INCLUDE}.
 */
package dev.thaw.benchmark.stub;
