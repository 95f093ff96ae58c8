package dev.thaw.weave;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.sql.Connection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * A tiny class that is defined into package {@code java.sql}: the bridge for a {@code DriverManager} that was loaded
 * before us, as an AOT cache can have it, since a loaded class takes no new field.
 */
final class ClassInJavaSql implements BridgeHolder {
    private static final String NAME = "java/sql/Thaw$$Bridge";
    private static final String FIELD = "hooks";

    private ClassInJavaSql() {}

    /** @throws ReflectiveOperationException where the class cannot be defined */
    static ClassInJavaSql define(Instrumentation instrumentation, Object[] hooks) throws ReflectiveOperationException {
        openJavaSql(instrumentation);
        Class<?> holder = MethodHandles.privateLookupIn(Connection.class, MethodHandles.lookup())
                .defineClass(classFile());
        holder.getField(FIELD).set(null, hooks);
        return new ClassInJavaSql();
    }

    /** Lets this module's reflection into package {@code java.sql}. */
    static void openJavaSql(Instrumentation instrumentation) {
        Module own = ClassInJavaSql.class.getModule();
        Map<String, Set<Module>> opens = Collections.singletonMap("java.sql", Collections.singleton(own));
        instrumentation.redefineModule(
                Connection.class.getModule(),
                Collections.emptySet(),
                Collections.emptyMap(),
                opens,
                Collections.emptySet(),
                Collections.emptyMap());
    }

    private static byte[] classFile() {
        ClassWriter out = new ClassWriter(0);
        int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC;
        out.visit(Opcodes.V11, access, NAME, null, "java/lang/Object", null);
        out.visitField(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, FIELD, "[Ljava/lang/Object;", null, null)
                .visitEnd();
        out.visitEnd();
        return out.toByteArray();
    }

    @Override
    public String owner() {
        return NAME;
    }

    @Override
    public String field() {
        return FIELD;
    }

    @Override
    public ClassVisitor declaredBy(ClassVisitor driverManager) {
        return driverManager;
    }
}
