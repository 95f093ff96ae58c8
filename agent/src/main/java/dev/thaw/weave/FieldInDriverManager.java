package dev.thaw.weave;

import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * A field that is added to {@code DriverManager} while it loads, the cheapest bridge: no class, no lookup.
 *
 * <p>The class takes the hooks from the system properties in its static initializer and removes them there, since
 * nothing else that JDK code and this loader share can hold an object. They lie there from the moment the class is
 * woven until it is initialized.
 */
final class FieldInDriverManager implements BridgeHolder {
    private static final String FIELD = "thaw$hooks";
    private static final String PROPERTY = "dev.thaw.hooks";

    private final Object[] hooks;

    FieldInDriverManager(Object[] hooks) {
        this.hooks = hooks;
    }

    @Override
    public String owner() {
        return HookedClass.DRIVER_MANAGER;
    }

    @Override
    public String field() {
        return FIELD;
    }

    @Override
    public ClassVisitor declaredBy(ClassVisitor driverManager) {
        System.getProperties().put(PROPERTY, hooks);
        return new WithField(driverManager);
    }

    private static final class WithField extends ClassVisitor {
        private boolean initialized = false;

        WithField(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            if (!name.equals("<clinit>")) {
                return next;
            }
            initialized = true;
            return new Fetch(next);
        }

        @Override
        public void visitEnd() {
            int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
            cv.visitField(access, FIELD, "[Ljava/lang/Object;", null, null).visitEnd();
            if (!initialized) {
                MethodVisitor code = new Fetch(cv.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null));
                code.visitCode();
                code.visitInsn(Opcodes.RETURN);
                code.visitMaxs(0, 0);
                code.visitEnd();
            }
            super.visitEnd();
        }
    }

    /** {@code thaw$hooks = (Object[]) System.getProperties().remove(PROPERTY);} ahead of the initializer. */
    private static final class Fetch extends MethodVisitor {
        Fetch(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            mv.visitMethodInsn(
                    Opcodes.INVOKESTATIC, "java/lang/System", "getProperties", "()Ljava/util/Properties;", false);
            mv.visitLdcInsn(PROPERTY);
            mv.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    "java/util/Properties",
                    "remove",
                    "(Ljava/lang/Object;)Ljava/lang/Object;",
                    false);
            mv.visitTypeInsn(Opcodes.CHECKCAST, "[Ljava/lang/Object;");
            mv.visitFieldInsn(Opcodes.PUTSTATIC, HookedClass.DRIVER_MANAGER, FIELD, "[Ljava/lang/Object;");
        }
    }
}
