/**
 * Lambda's life: invocations, the end of the environment, the checkpoint of SnapStart.
 *
 * <p>Loader: isolated. Imports {@code dev.thaw.cache}, {@code java.base} besides.
 */
package dev.thaw.lambda;
