/**
 * Lambda handlers that talk to a database in the ways that AWS's documentation, articles and grown code do. None of
 * them knows of Thaw; this is what a user would deploy.
 *
 * <p>All of them read {@code DB_URL}, {@code DB_USER} and {@code DB_PASSWORD} from the function's environment, but one: in place
 * of the password it reads the name of its file, {@code DB_PASSWORD_FILE}.
 */
package dev.thaw.demo;
