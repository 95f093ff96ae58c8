package dev.thaw.weave;

import dev.thaw.classfile.ClassFile;
import dev.thaw.classfile.Op;
import dev.thaw.classfile.Prologue;

/** The class, seen by every other one, whose static field holds the hooks. */
interface BridgeHolder {
    /** Internal name of the class. */
    String owner();

    /** Name of its field, a public static {@code Object[]}. */
    String field();

    /** Puts the hook of this index on the stack, as one of this interface. */
    default Prologue fetch(ClassFile file, Prologue code, int index, String type) {
        return code.op(Op.GETSTATIC, file.field(owner(), field(), "[Ljava/lang/Object;"))
                .op(Op.BIPUSH)
                .op(index)
                .op(Op.AALOAD)
                .op(Op.CHECKCAST, file.type(type));
    }
}
