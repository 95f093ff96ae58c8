/**
 * Handlers that write a row with the id of their event, by each of the usual ways to a connection. Who counts the rows
 * of an id sees whether a statement ran twice, or not at all.
 *
 * <p>Beyond {@code DB_URL}, {@code DB_USER} and {@code DB_PASSWORD} they know {@code DB_PASSWORD_FILE}: a secret that is
 * read in each invocation, since secrets are rotated. The URL tells the driver.
 */
package dev.thaw.demo.ledger;
