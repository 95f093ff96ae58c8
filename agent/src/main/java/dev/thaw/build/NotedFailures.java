package dev.thaw.build;

import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;

/** Has each method that a handle writes itself end as those that it is given: {@code catch (Throwable e) {throw failed(e);}}. */
final class NotedFailures implements AsmVisitorWrapper.ForDeclaredMethods.MethodVisitorWrapper {
    private static final String FAILURE = "java/lang/Throwable";

    @Override
    public MethodVisitor wrap(
            TypeDescription type,
            MethodDescription method,
            MethodVisitor methodVisitor,
            Implementation.Context context,
            TypePool typePool,
            int writerFlags,
            int readerFlags) {
        return new Wrapped(methodVisitor, type.getInternalName(), method.getDescriptor());
    }

    private static final class Wrapped extends MethodVisitor {
        private final Label start = new Label();
        private final String owner;
        private final String descriptor;
        private boolean branches = false;

        Wrapped(MethodVisitor next, String owner, String descriptor) {
            super(OpenedClassReader.ASM_API, next);
            this.owner = owner;
            this.descriptor = descriptor;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            super.visitLabel(start);
        }

        @Override
        public void visitFrame(int type, int numLocal, Object[] local, int numStack, Object[] stack) {
            branches = true;
            super.visitFrame(type, numLocal, local, numStack, stack);
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            Label handler = new Label();
            super.visitTryCatchBlock(start, handler, handler, FAILURE);
            super.visitLabel(handler);
            Object[] failure = {FAILURE};
            if (branches) {
                Object[] arguments = arguments();
                super.visitFrame(Opcodes.F_FULL, arguments.length, arguments, 1, failure);
            } else {
                super.visitFrame(Opcodes.F_SAME1, 0, null, 1, failure);
            }
            super.visitVarInsn(Opcodes.ALOAD, 0);
            super.visitInsn(Opcodes.SWAP);
            super.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, owner, "failed", "(L" + FAILURE + ";)L" + FAILURE + ";", false);
            super.visitInsn(Opcodes.ATHROW);
            super.visitMaxs(Math.max(maxStack, 2), maxLocals);
        }

        /** What is certain of the locals wherever the method fails. */
        private Object[] arguments() {
            Type[] types = Type.getArgumentTypes(descriptor);
            Object[] locals = new Object[types.length + 1];
            locals[0] = owner;
            for (int i = 0; i < types.length; i++) {
                locals[i + 1] = local(types[i]);
            }
            return locals;
        }

        private static Object local(Type type) {
            switch (type.getSort()) {
                case Type.ARRAY:
                case Type.OBJECT:
                    return type.getInternalName();
                case Type.LONG:
                    return Opcodes.LONG;
                case Type.DOUBLE:
                    return Opcodes.DOUBLE;
                case Type.FLOAT:
                    return Opcodes.FLOAT;
                default:
                    return Opcodes.INTEGER;
            }
        }
    }
}
