package dev.thaw.weave;

import dev.thaw.classfile.ClassFile;
import dev.thaw.classfile.Op;
import dev.thaw.classfile.Prologue;

/**
 * What is put ahead of {@code ClassLoader.defineClass}, through which every class goes that does not come from the JVM's
 * own archive: the hook may give another class file. Whatever it throws, the class is defined as it was given.
 */
final class DefinitionCode {
    private static final String BUFFER = "java/nio/ByteBuffer";
    private static final String BYTES = "[B";
    private static final String OF_TWO = "(Ljava/lang/Object;Ljava/lang/Object;)";
    private static final int STACK = 9;

    private final ClassFile file;
    private final BridgeHolder bridge;
    private final int string;
    private final int domain;
    private final int throwable;
    private final int object;

    DefinitionCode(ClassFile file, BridgeHolder bridge) {
        this.file = file;
        this.bridge = bridge;
        string = file.type("java/lang/String");
        domain = file.type("java/security/ProtectionDomain");
        throwable = file.type("java/lang/Throwable");
        object = file.type("java/lang/Object");
    }

    /**
     * For {@code defineClass(String name, byte[] b, int off, int len, ProtectionDomain)}.
     *
     * <pre>{@code
     * if (hook.test(this, name)) {
     *     byte[] woven = hook.apply(this, new Object[] {name, Arrays.copyOfRange(b, off, off + len)});
     *     if (woven != null) { b = woven; off = 0; len = woven.length; }
     * }
     * }</pre>
     */
    Prologue ofBytes() {
        int bytes = file.type(BYTES);
        Prologue code = new Prologue(STACK, 6, file.thisClass(), string, bytes, Prologue.INT, Prologue.INT, domain);
        int uninteresting = ask(code);
        bridge.fetch(file, code, Bridge.DEFINITION, "java/util/function/BiFunction")
                .load(0);
        code.op(Op.ICONST_0 + 2).op(Op.ANEWARRAY, object);
        code.op(Op.DUP).op(Op.ICONST_0).load(1).op(Op.AASTORE);
        code.op(Op.DUP).op(Op.ICONST_0 + 1);
        code.load(2).loadInt(3).loadInt(3).loadInt(4).op(Op.IADD);
        code.op(Op.INVOKESTATIC, file.method("java/util/Arrays", "copyOfRange", "([BII)[B"))
                .op(Op.AASTORE);
        int apply = file.interfaceMethod("java/util/function/BiFunction", "apply", OF_TWO + "Ljava/lang/Object;");
        code.invokeInterface(apply, 3).op(Op.CHECKCAST, bytes).op(Op.DUP);
        int unchanged = code.jump(Op.IFNULL);
        code.op(Op.DUP).store(2).op(Op.ARRAYLENGTH).storeInt(4).op(Op.ICONST_0).storeInt(3);
        int woven = code.jump(Op.GOTO);
        code.protect(0, unchanged, code.here());
        code.frame(0, throwable);
        code.op(Op.POP).op(Op.ACONST_NULL);
        code.land(unchanged);
        code.frame(0, object);
        code.op(Op.POP);
        code.land(uninteresting);
        code.land(woven);
        code.frame(0, 0);
        return code;
    }

    /**
     * For {@code defineClass(String name, ByteBuffer b, ProtectionDomain)}, which leads to the other one unless the buffer is a
     * direct one.
     *
     * <pre>{@code
     * if (hook.test(this, name) && b.isDirect()) {
     *     b = ByteBuffer.allocate(b.remaining()).put(b.duplicate()).flip();
     * }
     * }</pre>
     */
    Prologue ofBuffer() {
        int buffer = file.type(BUFFER);
        Prologue code = new Prologue(STACK, 4, file.thisClass(), string, buffer, domain);
        int uninteresting = ask(code);
        code.load(2).op(Op.INVOKEVIRTUAL, file.method(BUFFER, "isDirect", "()Z"));
        int onHeap = code.jump(Op.IFEQ);
        code.load(2).op(Op.INVOKEVIRTUAL, file.method(BUFFER, "remaining", "()I"));
        code.op(Op.INVOKESTATIC, file.method(BUFFER, "allocate", "(I)Ljava/nio/ByteBuffer;"));
        code.load(2).op(Op.INVOKEVIRTUAL, file.method(BUFFER, "duplicate", "()Ljava/nio/ByteBuffer;"));
        code.op(Op.INVOKEVIRTUAL, file.method(BUFFER, "put", "(Ljava/nio/ByteBuffer;)Ljava/nio/ByteBuffer;"));
        code.op(Op.INVOKEVIRTUAL, file.method(BUFFER, "flip", "()Ljava/nio/ByteBuffer;"));
        int copied = code.here();
        code.store(2);
        int done = code.jump(Op.GOTO);
        code.protect(0, copied, code.here());
        code.frame(0, throwable);
        code.op(Op.POP);
        code.land(uninteresting);
        code.land(onHeap);
        code.land(done);
        code.frame(0, 0);
        return code;
    }

    /** Asks whether the class may be of interest; returns the jump of a no. */
    private int ask(Prologue code) {
        bridge.fetch(file, code, Bridge.DEFINITION, "java/util/function/BiPredicate")
                .load(0)
                .load(1);
        int test = file.interfaceMethod("java/util/function/BiPredicate", "test", OF_TWO + "Z");
        code.invokeInterface(test, 3);
        return code.jump(Op.IFEQ);
    }
}
