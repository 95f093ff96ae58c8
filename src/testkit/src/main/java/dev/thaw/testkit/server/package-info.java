/**
 * Database servers from Maven artifacts, started in about a second, bound to loopback, with passwords and TLS.
 *
 * <p>Administration goes through {@link java.sql.Driver#connect} and never through {@link java.sql.DriverManager} or a
 * {@link javax.sql.DataSource}, so an agent that changes those in this JVM neither sees nor keeps these connections.
 */
package dev.thaw.testkit.server;
