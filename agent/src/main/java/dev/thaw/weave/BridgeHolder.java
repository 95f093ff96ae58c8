package dev.thaw.weave;

import dev.thaw.classfile.ClassFile;

/** The class of module {@code java.sql} whose static field holds the bridge, and how the hooks get there. */
interface BridgeHolder {
    /** Internal name of the class. */
    String owner();

    /** Name of its field, a public static {@code Object[]}. */
    String field();

    /** Adds to {@code DriverManager}, while it is being woven, what this way of holding needs. */
    void declareIn(ClassFile driverManager);
}
