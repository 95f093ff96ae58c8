package dev.thaw.build;

import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.ByteCodeAppender;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * The body of a static method that passes its arguments, all of them objects, to the only constructor of its class. The
 * compiler refuses that of an abstract one.
 */
final class Construction implements Implementation {
    @Override
    public InstrumentedType prepare(InstrumentedType instrumentedType) {
        return instrumentedType;
    }

    @Override
    public ByteCodeAppender appender(Target implementationTarget) {
        TypeDescription type = implementationTarget.getInstrumentedType();
        MethodDescription constructor = type.getDeclaredMethods()
                .filter(ElementMatchers.isConstructor())
                .getOnly();
        return (code, context, method) -> construct(code, type, constructor);
    }

    private static ByteCodeAppender.Size construct(
            MethodVisitor code, TypeDescription type, MethodDescription constructor) {
        int arguments = constructor.getParameters().size();
        code.visitTypeInsn(Opcodes.NEW, type.getInternalName());
        code.visitInsn(Opcodes.DUP);
        for (int i = 0; i < arguments; i++) {
            code.visitVarInsn(Opcodes.ALOAD, i);
        }
        code.visitMethodInsn(
                Opcodes.INVOKESPECIAL, type.getInternalName(), "<init>", constructor.getDescriptor(), false);
        code.visitInsn(Opcodes.ARETURN);
        return new ByteCodeAppender.Size(arguments + 2, arguments);
    }
}
