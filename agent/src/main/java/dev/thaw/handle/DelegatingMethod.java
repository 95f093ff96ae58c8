package dev.thaw.handle;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * The body of a method that passes a call on to the driver's object: at build time for the methods of JDBC, at run
 * time for those of a driver's own interfaces.
 *
 * <pre>{@code
 * try { return (Cast) wrapped(((Target) live()).method(arguments)); } catch (SQLException e) { throw failed(e); }
 * }</pre>
 */
public final class DelegatingMethod {
    private static final String SQL_EXCEPTION = "java/sql/SQLException";

    private final String handle;
    private final String source;
    private final String sourceType;
    private final String target;
    private final String name;
    private final String descriptor;
    private final boolean catches;
    private String wrappedType;

    /**
     * @param handle internal name of the handle class that gets the method
     * @param source the handle's method that yields the driver's object
     * @param sourceType internal name of what that method returns
     * @param target internal name of the interface that declares the method
     * @param catches whether the method may throw {@code SQLException}
     */
    public DelegatingMethod(
            String handle,
            String source,
            String sourceType,
            String target,
            String name,
            String descriptor,
            boolean catches) {
        this.handle = handle;
        this.source = source;
        this.sourceType = sourceType;
        this.target = target;
        this.name = name;
        this.descriptor = descriptor;
        this.catches = catches;
    }

    /** The result becomes the application's handle by the handle's method {@code wrapped} of this JDBC type. */
    public DelegatingMethod wrapping(String jdbcType) {
        wrappedType = jdbcType;
        return this;
    }

    /** Slots of the arguments and of {@code this}. */
    public int locals() {
        return Type.getArgumentsAndReturnSizes(descriptor) >> 2;
    }

    /** Operand slots that the code needs at most. */
    public int stack() {
        return locals() + 2;
    }

    /** Writes the code, from after {@code visitCode} to before {@code visitMaxs}. */
    public void writeTo(MethodVisitor code) {
        Label start = new Label();
        Label end = new Label();
        Label failure = new Label();
        if (catches) {
            code.visitTryCatchBlock(start, end, failure, SQL_EXCEPTION);
        }
        code.visitLabel(start);
        Type result = Type.getReturnType(descriptor);
        if (wrappedType != null) {
            code.visitVarInsn(Opcodes.ALOAD, 0);
        }
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, handle, source, "()L" + sourceType + ";", false);
        if (!target.equals(sourceType)) {
            code.visitTypeInsn(Opcodes.CHECKCAST, target);
        }
        int local = 1;
        for (Type argument : Type.getArgumentTypes(descriptor)) {
            code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
            local += argument.getSize();
        }
        code.visitMethodInsn(Opcodes.INVOKEINTERFACE, target, name, descriptor, true);
        if (wrappedType != null) {
            String wrap = "(L" + wrappedType + ";)L" + wrappedType + ";";
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, handle, "wrapped", wrap, false);
            if (!result.getInternalName().equals(wrappedType)) {
                code.visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
            }
        }
        code.visitLabel(end);
        code.visitInsn(result.getOpcode(Opcodes.IRETURN));
        if (catches) {
            code.visitLabel(failure);
            code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {SQL_EXCEPTION});
            code.visitVarInsn(Opcodes.ALOAD, 0);
            code.visitInsn(Opcodes.SWAP);
            String failed = "(L" + SQL_EXCEPTION + ";)L" + SQL_EXCEPTION + ";";
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, handle, "failed", failed, false);
            code.visitInsn(Opcodes.ATHROW);
        }
    }
}
