/**
 * Which classes get hooks, and the hooks.
 *
 * <p>A hook is a few instructions at the entry and at the exits of a method. It finds its way here through one bridge
 * that every class can see and that is made of JDK types only; see {@link dev.thaw.weave.Bridge}. Premain weaves the JDK
 * ({@link dev.thaw.weave.JdkHooks}); the rest is done once the agent has started.
 *
 * <p>Loader: isolated. Imports {@code dev.thaw.intercept} and below.
 */
package dev.thaw.weave;
