/**
 * The hand-out, measured: one JVM for each subject, which answers with the CPU time and the bytes of one slice at a
 * time, and whoever asks them in turn.
 */
package dev.thaw.benchmark.handout;
