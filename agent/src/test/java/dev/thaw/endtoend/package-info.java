/**
 * The packaged agent against real servers, attached to the tests' own JVM or to a child. Nothing here sees a class of
 * the agent; {@code Database.connect} leads past it.
 */
package dev.thaw.endtoend;
