/** What JUnit tests share. */
package dev.thaw.testkit.junit;
