/** What the agent writes into class files, read by ASM and by the JVM's verifier. */
package dev.thaw.classfile;
