/**
 * The contract: what JDBC code sees of a connection that the agent hands out is what it sees of the driver's own.
 *
 * <p>A {@link dev.thaw.contract.Probe} is one small behaviour; it records what it sees as text. The plain driver's text
 * is the expectation, and each other {@link dev.thaw.contract.Way} to a connection must yield the same. What cannot be
 * made the same stands in {@link dev.thaw.contract.KnownDifferences}.
 */
package dev.thaw.contract;
