/** What is counted instead of timed. */
package dev.thaw.testkit.measure;
