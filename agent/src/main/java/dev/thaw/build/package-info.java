/**
 * What the build runs over the compiled classes. Not part of the agent's jar.
 *
 * <p>Imports {@code dev.thaw.handle}, {@code dev.thaw.classfile} and Byte Buddy.
 */
package dev.thaw.build;
