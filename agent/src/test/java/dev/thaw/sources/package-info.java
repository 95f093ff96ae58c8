/**
 * Where applications get their connections from, besides {@code DriverManager} and a driver's own DataSource: pools,
 * wrappers, frameworks. Each is the real library, in a JVM with the packaged agent.
 */
package dev.thaw.sources;
