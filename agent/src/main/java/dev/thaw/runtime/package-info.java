/**
 * The one place where the parts are wired; settings; log.
 *
 * <p>Loader: isolated. Imports everything below it.
 */
package dev.thaw.runtime;
