package dev.thaw.weave;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Weaves the class of the AWS SDK 2 that makes tokens for IAM database authentication, so that a token which was made
 * here is known as such. The method gets another name, and one of its own name tells what it returned:
 *
 * <pre>{@code
 * String token = thaw$generateAuthenticationToken(request);
 * try { hooks[MINTED].accept(token); } catch (Throwable fault) { }
 * return token;
 * }</pre>
 */
final class TokenMaker extends ClassVisitor {
    /** Internal name of the class. */
    static final String CLASS = "software/amazon/awssdk/services/rds/DefaultRdsUtilities";

    private static final String METHOD = "generateAuthenticationToken";
    private static final String RENAMED = "thaw$" + METHOD;
    private static final String TO_TEXT = ")Ljava/lang/String;";
    private static final String CONSUMER = "java/util/function/Consumer";

    private final BridgeHolder bridge;
    private String owner;

    private TokenMaker(ClassVisitor next, BridgeHolder bridge) {
        super(Opcodes.ASM9, next);
        this.bridge = bridge;
    }

    static byte[] weave(byte[] classFile, BridgeHolder bridge) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new TokenMaker(writer, bridge), 0);
        return writer.toByteArray();
    }

    @Override
    public void visit(int version, int access, String name, String signature, String superName, String[] interfaces) {
        owner = name;
        super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        boolean makesToken = name.equals(METHOD)
                && descriptor.endsWith(TO_TEXT)
                && descriptor.indexOf(';') == descriptor.length() - TO_TEXT.length() - 1
                && (access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNTHETIC)) == 0;
        if (!makesToken) {
            return super.visitMethod(access, name, descriptor, signature, exceptions);
        }
        telling(super.visitMethod(access, name, descriptor, signature, exceptions), descriptor);
        int hidden = access & ~(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED) | Opcodes.ACC_PRIVATE;
        return super.visitMethod(hidden | Opcodes.ACC_SYNTHETIC, RENAMED, descriptor, signature, exceptions);
    }

    private void telling(MethodVisitor code, String descriptor) {
        Label start = new Label();
        Label end = new Label();
        Label fault = new Label();
        Label done = new Label();
        code.visitCode();
        code.visitTryCatchBlock(start, end, fault, "java/lang/Throwable");
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, RENAMED, descriptor, false);
        code.visitVarInsn(Opcodes.ASTORE, 2);
        code.visitLabel(start);
        code.visitFieldInsn(Opcodes.GETSTATIC, bridge.owner(), bridge.field(), "[Ljava/lang/Object;");
        code.visitInsn(Opcodes.ICONST_0 + Bridge.MINTED);
        code.visitInsn(Opcodes.AALOAD);
        code.visitTypeInsn(Opcodes.CHECKCAST, CONSUMER);
        code.visitVarInsn(Opcodes.ALOAD, 2);
        code.visitMethodInsn(Opcodes.INVOKEINTERFACE, CONSUMER, "accept", "(Ljava/lang/Object;)V", true);
        code.visitLabel(end);
        code.visitJumpInsn(Opcodes.GOTO, done);
        code.visitLabel(fault);
        String argument = descriptor.substring(2, descriptor.indexOf(';'));
        Object[] locals = {owner, argument, "java/lang/String"};
        code.visitFrame(Opcodes.F_FULL, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
        code.visitInsn(Opcodes.POP);
        code.visitLabel(done);
        code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        code.visitVarInsn(Opcodes.ALOAD, 2);
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }
}
