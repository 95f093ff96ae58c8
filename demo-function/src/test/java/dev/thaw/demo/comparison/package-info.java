/**
 * The comparison that {@code mvn -Pdemo} prints: every handler on the local Lambda against real databases, without and
 * with the agent.
 */
package dev.thaw.demo.comparison;
