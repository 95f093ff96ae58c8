/** Processes that tests start: never left behind, never waited for without a bound. */
package dev.thaw.testkit.process;
