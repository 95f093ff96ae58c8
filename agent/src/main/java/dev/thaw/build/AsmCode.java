package dev.thaw.build;

import dev.thaw.classfile.Code;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Hands instructions to ASM, which Byte Buddy writes classes with. */
final class AsmCode implements Code {
    private final MethodVisitor code;
    private final Label start = new Label();

    /** Begins the method's instructions. */
    AsmCode(MethodVisitor code) {
        this.code = code;
        code.visitLabel(start);
    }

    @Override
    public void plain(int opcode) {
        code.visitInsn(opcode);
    }

    @Override
    public void load(int opcode, int local) {
        code.visitVarInsn(opcode, local);
    }

    @Override
    public void type(int opcode, String type) {
        code.visitTypeInsn(opcode, type);
    }

    @Override
    public void call(int opcode, String owner, String name, String descriptor) {
        code.visitMethodInsn(opcode, owner, name, descriptor, opcode == Opcodes.INVOKEINTERFACE);
    }

    @Override
    public void handler(String exception) {
        Label handler = new Label();
        code.visitTryCatchBlock(start, handler, handler, exception);
        code.visitLabel(handler);
        code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {exception});
    }
}
