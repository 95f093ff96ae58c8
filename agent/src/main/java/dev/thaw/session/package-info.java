/**
 * What a borrower changed: JDBC attributes (wanted and actual), SQL that touches the session, and what each driver's
 * close does.
 *
 * <p>Loader: isolated. Imports {@code dev.thaw.cache} and below.
 */
package dev.thaw.session;
