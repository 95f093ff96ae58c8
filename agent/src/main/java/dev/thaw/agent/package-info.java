/**
 * The premain class, what has to be there before JDBC is used, and the isolating loader: all that the function's own code can
 * see of the agent.
 *
 * <p>Loader: system. Imports {@code dev.thaw.classfile} only; reaches the rest through the loader.
 */
package dev.thaw.agent;
