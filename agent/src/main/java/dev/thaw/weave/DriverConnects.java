package dev.thaw.weave;

import dev.thaw.cache.Diagnostics;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Weaves {@code Driver.connect} of the proven drivers, once a wrapper is about to call it: those that are loaded, and
 * those that will be. Functions without a wrapper pay nothing. Thread-safe.
 */
final class DriverConnects implements ClassFileTransformer, Runnable {
    private static final String METHOD = "connect";
    private static final String DESCRIPTOR = "(Ljava/lang/String;Ljava/util/Properties;)Ljava/sql/Connection;";

    /** The classes that have the method, or may have it in another version. */
    private static final String[] DRIVERS = {
        "com/mysql/cj/jdbc/NonRegisteringDriver",
        "org/mariadb/jdbc/Driver",
        "org/mariadb/jdbc/NonRegisteringDriver",
        "org/postgresql/Driver",
    };

    private final Instrumentation instrumentation;
    private final BridgeHolder bridge;
    private final Diagnostics diagnostics;

    DriverConnects(Instrumentation instrumentation, BridgeHolder bridge, Diagnostics diagnostics) {
        this.instrumentation = instrumentation;
        this.bridge = bridge;
        this.diagnostics = diagnostics;
    }

    /** @throws IllegalStateException where a driver that is loaded cannot be woven */
    @Override
    public void run() {
        // Stays: it is asked again when somebody else has a class transformed anew, and would be missed.
        instrumentation.addTransformer(this, true);
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> c : instrumentation.getAllLoadedClasses()) {
            if (isDriver(c.getName().replace('.', '/'))) {
                loaded.add(c);
            }
        }
        try {
            if (!loaded.isEmpty()) {
                instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
            }
        } catch (UnmodifiableClassException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        if (name == null || !isDriver(name)) {
            return null;
        }
        try {
            return weave(classFile, bridge);
        } catch (Throwable fault) {
            diagnostics.fault(name + " could not be woven", fault);
            return null;
        }
    }

    private static boolean isDriver(String internalName) {
        for (String driver : DRIVERS) {
            if (driver.equals(internalName)) {
                return true;
            }
        }
        return false;
    }

    static byte[] weave(byte[] classFile, BridgeHolder bridge) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(new Hooked(writer, bridge), 0);
        return writer.toByteArray();
    }

    private static final class Hooked extends ClassVisitor {
        private final BridgeHolder bridge;

        Hooked(ClassVisitor next, BridgeHolder bridge) {
            super(Opcodes.ASM9, next);
            this.bridge = bridge;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            boolean isConnect = name.equals(METHOD)
                    && descriptor.equals(DESCRIPTOR)
                    && (access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT)) == 0;
            return isConnect ? new HookedMethod(next, bridge.owner(), bridge.field(), Bridge.DRIVER, 0, 1, 2) : next;
        }
    }
}
