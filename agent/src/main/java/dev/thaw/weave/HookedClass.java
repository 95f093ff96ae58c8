package dev.thaw.weave;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Weaves one class: {@code DriverManager}, or one that has a DataSource's methods. */
final class HookedClass extends ClassVisitor {
    /** Descriptors of {@code DataSource.getConnection}. */
    static final String PLAIN = "()Ljava/sql/Connection;";

    static final String WITH_CREDENTIALS = "(Ljava/lang/String;Ljava/lang/String;)Ljava/sql/Connection;";

    static final String DRIVER_MANAGER = "java/sql/DriverManager";

    /** The private method in which all public ones of DriverManager meet; the same in JDK 9 to 25. */
    private static final String WORKER =
            "(Ljava/lang/String;Ljava/util/Properties;Ljava/lang/Class;)Ljava/sql/Connection;";

    static final String METHOD = "getConnection";

    private final BridgeHolder bridge;
    private final boolean driverManager;
    private boolean woven = false;

    private HookedClass(ClassVisitor next, BridgeHolder bridge, boolean driverManager) {
        super(Opcodes.ASM9, next);
        this.bridge = bridge;
        this.driverManager = driverManager;
    }

    /** The class file with hooks; null where there is no method of interest. */
    static byte[] weave(String internalName, byte[] classFile, BridgeHolder bridge) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        boolean driverManager = internalName.equals(DRIVER_MANAGER);
        HookedClass hooked = new HookedClass(writer, bridge, driverManager);
        reader.accept(driverManager ? bridge.declaredBy(hooked) : hooked, 0);
        return hooked.woven ? writer.toByteArray() : null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        if (!name.equals(METHOD) || (access & Opcodes.ACC_ABSTRACT) != 0) {
            return next;
        }
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        if (driverManager) {
            return isStatic && descriptor.equals(WORKER) ? hook(next, Bridge.DRIVER_MANAGER, 2, 0, 1) : next;
        }
        if (!isStatic && descriptor.equals(PLAIN)) {
            return hook(next, Bridge.DATA_SOURCE, 0);
        }
        return !isStatic && descriptor.equals(WITH_CREDENTIALS) ? hook(next, Bridge.DATA_SOURCE, 0, 1, 2) : next;
    }

    private MethodVisitor hook(MethodVisitor next, int hook, int subject, int... arguments) {
        woven = true;
        return new HookedMethod(next, bridge.owner(), bridge.field(), hook, subject, arguments);
    }
}
