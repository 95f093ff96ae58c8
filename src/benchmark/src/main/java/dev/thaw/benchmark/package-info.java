/** What the agent costs: each benchmark is a main class that prints ratios measured within one run. */
package dev.thaw.benchmark;
