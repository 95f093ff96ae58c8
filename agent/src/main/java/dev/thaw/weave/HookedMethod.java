package dev.thaw.weave;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Puts the hooks into one method that returns a connection.
 *
 * <pre>{@code
 * Connection cached = null;
 * try { cached = hooks[before].apply(subject, arguments); } catch (Throwable fault) { }
 * if (cached != null) return cached;
 * try { body; each return: goto exit } catch (Throwable t) { hooks[THREW].run(); throw t; }
 * exit: return hooks[RETURNED].apply(opened);
 * }</pre>
 *
 * <p>A fault of the bridge, at the entry or at an exit, never reaches the caller: the body's own result does. The
 * frames that are added around the body leave the locals as they were at the start, so that the body's own frames,
 * each relative to the one before, stay true.
 */
final class HookedMethod extends MethodVisitor {
    /** A local that no body uses: above all of its own. A method with more than this is not woven. */
    private static final int SPARE = 64;

    private static final String BI_FUNCTION = "java/util/function/BiFunction";
    private static final String FUNCTION = "java/util/function/Function";
    private static final String CONNECTION = "java/sql/Connection";
    private static final String THROWABLE = "java/lang/Throwable";

    private final String bridgeOwner;
    private final String bridgeField;
    private final int hook;
    private final int subject;
    private final int[] arguments;
    private final Label bodyStart = new Label();
    private final Label bodyEnd = new Label();
    private final Label exit = new Label();

    /**
     * @param bridgeOwner internal name of the class that holds the bridge
     * @param bridgeField its field
     * @param hook index of the hook at the entry
     * @param subject local that the hook gets first
     * @param arguments locals that the hook gets second, as an array; none are null
     */
    HookedMethod(MethodVisitor next, String bridgeOwner, String bridgeField, int hook, int subject, int... arguments) {
        super(Opcodes.ASM9, next);
        this.bridgeOwner = bridgeOwner;
        this.bridgeField = bridgeField;
        this.hook = hook;
        this.subject = subject;
        this.arguments = arguments;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        Label start = new Label();
        Label end = new Label();
        Label fault = new Label();
        Label cached = new Label();
        mv.visitTryCatchBlock(start, end, fault, THROWABLE);
        mv.visitLabel(start);
        loadHook(hook, BI_FUNCTION);
        mv.visitVarInsn(Opcodes.ALOAD, subject);
        loadArguments();
        mv.visitMethodInsn(
                Opcodes.INVOKEINTERFACE,
                BI_FUNCTION,
                "apply",
                "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
                true);
        mv.visitTypeInsn(Opcodes.CHECKCAST, CONNECTION);
        mv.visitInsn(Opcodes.DUP);
        mv.visitJumpInsn(Opcodes.IFNONNULL, cached);
        mv.visitInsn(Opcodes.POP);
        mv.visitJumpInsn(Opcodes.GOTO, bodyStart);
        mv.visitLabel(end);
        mv.visitLabel(cached);
        mv.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {CONNECTION});
        mv.visitInsn(Opcodes.ARETURN);
        mv.visitLabel(fault);
        mv.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {THROWABLE});
        mv.visitInsn(Opcodes.POP);
        mv.visitLabel(bodyStart);
        mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        // A body may begin with a frame of its own, and two at one place cannot be.
        mv.visitInsn(Opcodes.NOP);
    }

    private void loadHook(int index, String type) {
        mv.visitFieldInsn(Opcodes.GETSTATIC, bridgeOwner, bridgeField, "[Ljava/lang/Object;");
        mv.visitInsn(Opcodes.ICONST_0 + index);
        mv.visitInsn(Opcodes.AALOAD);
        mv.visitTypeInsn(Opcodes.CHECKCAST, type);
    }

    private void loadArguments() {
        if (arguments.length == 0) {
            mv.visitInsn(Opcodes.ACONST_NULL);
            return;
        }
        mv.visitInsn(Opcodes.ICONST_0 + arguments.length);
        mv.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
        for (int i = 0; i < arguments.length; i++) {
            mv.visitInsn(Opcodes.DUP);
            mv.visitInsn(Opcodes.ICONST_0 + i);
            mv.visitVarInsn(Opcodes.ALOAD, arguments[i]);
            mv.visitInsn(Opcodes.AASTORE);
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode == Opcodes.ARETURN) {
            super.visitVarInsn(Opcodes.ASTORE, SPARE);
            super.visitJumpInsn(Opcodes.GOTO, exit);
        } else {
            super.visitInsn(opcode);
        }
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        if (maxLocals > SPARE) {
            throw new IllegalStateException("a method with " + maxLocals + " locals");
        }
        mv.visitLabel(bodyEnd);
        returnThroughHook();
        rethrowThroughHook();
        super.visitMaxs(maxStack, maxLocals);
    }

    private void returnThroughHook() {
        Label start = new Label();
        Label end = new Label();
        Label fault = new Label();
        mv.visitTryCatchBlock(start, end, fault, THROWABLE);
        mv.visitLabel(exit);
        frame(CONNECTION, null);
        mv.visitLabel(start);
        loadHook(Bridge.RETURNED, FUNCTION);
        mv.visitVarInsn(Opcodes.ALOAD, SPARE);
        mv.visitMethodInsn(Opcodes.INVOKEINTERFACE, FUNCTION, "apply", "(Ljava/lang/Object;)Ljava/lang/Object;", true);
        mv.visitTypeInsn(Opcodes.CHECKCAST, CONNECTION);
        mv.visitInsn(Opcodes.ARETURN);
        mv.visitLabel(end);
        mv.visitLabel(fault);
        frame(CONNECTION, THROWABLE);
        mv.visitInsn(Opcodes.POP);
        mv.visitVarInsn(Opcodes.ALOAD, SPARE);
        mv.visitInsn(Opcodes.ARETURN);
    }

    /** The handler comes last in the table, so that the body's own handlers go first. */
    private void rethrowThroughHook() {
        Label threw = new Label();
        mv.visitTryCatchBlock(bodyStart, bodyEnd, threw, null);
        mv.visitLabel(threw);
        frame(null, THROWABLE);
        mv.visitVarInsn(Opcodes.ASTORE, SPARE);
        Label start = new Label();
        Label end = new Label();
        Label fault = new Label();
        Label rethrow = new Label();
        mv.visitTryCatchBlock(start, end, fault, THROWABLE);
        mv.visitLabel(start);
        loadHook(Bridge.THREW, "java/lang/Runnable");
        mv.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/lang/Runnable", "run", "()V", true);
        mv.visitLabel(end);
        mv.visitJumpInsn(Opcodes.GOTO, rethrow);
        mv.visitLabel(fault);
        frame(THROWABLE, THROWABLE);
        mv.visitInsn(Opcodes.POP);
        mv.visitLabel(rethrow);
        frame(THROWABLE, null);
        mv.visitVarInsn(Opcodes.ALOAD, SPARE);
        mv.visitInsn(Opcodes.ATHROW);
    }

    /** A full frame that knows nothing of the body's locals, so that it is true wherever the body was left. */
    private void frame(String spare, String stack) {
        Object[] locals = new Object[spare == null ? 0 : SPARE + 1];
        for (int i = 0; i < locals.length; i++) {
            locals[i] = i == SPARE ? spare : Opcodes.TOP;
        }
        Object[] operands = stack == null ? new Object[0] : new Object[] {stack};
        mv.visitFrame(Opcodes.F_FULL, locals.length, locals, operands.length, operands);
    }
}
