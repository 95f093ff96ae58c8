/**
 * Real database servers and faulty networks on loopback, for tests, the demo and benchmarks.
 *
 * <ul>
 *   <li>{@link dev.thaw.testkit.server}: database servers that count the sessions of an application exactly
 *   <li>{@link dev.thaw.testkit.net}: a relay that counts and breaks traffic, and addresses that misbehave
 *   <li>{@link dev.thaw.testkit.process}: child JVMs, and the guard that lets no server outlive its caller
 *   <li>{@link dev.thaw.testkit.measure}: what is counted instead of timed
 *   <li>{@link dev.thaw.testkit.junit}: one server of each kind for a whole test run
 * </ul>
 */
package dev.thaw.testkit;
