/**
 * Class files, as far as the agent changes or writes them (JVMS 4). A bytecode library would be most of what a start loads.
 *
 * <p>Loader: system; the isolating loader takes this package from there. Imports {@code java.base} only.
 */
package dev.thaw.classfile;
