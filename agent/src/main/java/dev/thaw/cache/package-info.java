/**
 * Keys, entries, borrow, adopt, give back, evict; health check; fatal errors; clock.
 *
 * <p>Loader: isolated. Imports nothing but {@code java.base} and {@code java.sql}: the bottom of the house.
 */
package dev.thaw.cache;
