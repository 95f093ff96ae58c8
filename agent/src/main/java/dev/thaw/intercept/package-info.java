/**
 * From a call's arguments to a key; who is left alone and why.
 *
 * <p>Loader: isolated. Imports {@code dev.thaw.handle} and below.
 */
package dev.thaw.intercept;
