/** Networks that count, delay, fall silent and break, on loopback. */
package dev.thaw.testkit.net;
