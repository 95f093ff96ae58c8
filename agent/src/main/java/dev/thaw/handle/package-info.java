/**
 * What the application holds: connection, statement, result set and metadata handles; the closed state.
 *
 * <p>The abstract handles hold the methods that matter. The build adds the rest of each JDBC interface as direct calls
 * ({@link dev.thaw.handle.DelegatingMethod}); at run time one concrete class for each class of a driver adds the
 * driver's own public interfaces the same way.
 *
 * <p>Loader: isolated; the concrete classes in a loader that sees both this package and the driver. Imports
 * {@code dev.thaw.session} and below.
 */
package dev.thaw.handle;
