package dev.thaw.weave;

import dev.thaw.classfile.ClassFile;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.sql.Connection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * A tiny class that is defined into package {@code java.sql}: the bridge for a {@code DriverManager} that was loaded
 * before us, as an AOT cache can have it, since a loaded class takes no new field.
 */
final class ClassInJavaSql implements BridgeHolder {
    private static final String NAME = "java/sql/Thaw$$Bridge";
    private static final String FIELD = "thaw$hooks";
    /** public, final, super, synthetic */
    private static final int CLASS_ACCESS = 0x1031;
    /** public, static */
    private static final int FIELD_ACCESS = 0x0009;

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
        ClassFile file = ClassFile.empty(CLASS_ACCESS, NAME, "java/lang/Object");
        file.addField(FIELD_ACCESS, FIELD, "[Ljava/lang/Object;");
        return file.toBytes();
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
    public void declareIn(ClassFile driverManager) {
        // The class of its own has the field.
    }
}
