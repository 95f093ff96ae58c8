/**
 * Invocations on real servers, in one JVM that has the packaged agent attached: round trips, and the time of a warm
 * invocation.
 */
package dev.thaw.benchmark.server;
