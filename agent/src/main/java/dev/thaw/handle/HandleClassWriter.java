package dev.thaw.handle;

import dev.thaw.classfile.ClassFile;
import dev.thaw.classfile.Descriptor;
import dev.thaw.classfile.MethodCode;
import dev.thaw.classfile.Op;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Writes the concrete handle class for one class of a driver: the constructor, {@code another}, the first object, and the
 * methods of the driver's own public interfaces.
 */
final class HandleClassWriter {
    /** public, final, super, synthetic */
    private static final int CLASS_ACCESS = 0x1031;

    private static final int PUBLIC = 0x0001;
    private static final int PROTECTED = 0x0004;
    private static final int STATIC = 0x0008;
    private static final String[] NONE = {};

    private final Class<?> base;
    private final Class<?> jdbcType;
    private final ClassLoader loader;
    private final String name;
    private final String internalName;
    private final Set<Class<?>> interfaces = new LinkedHashSet<>();

    /**
     * @param base the abstract handle
     * @param jdbcType what {@code base} stands for
     * @param driverClass the driver's class
     * @param loader where the handle class will live
     * @param vendorInterfaces whether the driver's own interfaces are implemented as well
     */
    HandleClassWriter(
            Class<?> base, Class<?> jdbcType, Class<?> driverClass, ClassLoader loader, boolean vendorInterfaces) {
        this.base = base;
        this.jdbcType = jdbcType;
        this.loader = loader;
        // Other agents leave names with $$ alone.
        this.name = driverClass.getName() + (vendorInterfaces ? "$$Thaw" : "$$ThawPlain");
        this.internalName = name.replace('.', '/');
        if (vendorInterfaces) {
            for (Class<?> c = driverClass; c != null; c = c.getSuperclass()) {
                collect(c);
            }
        }
    }

    String name() {
        return name;
    }

    private void collect(Class<?> type) {
        for (Class<?> candidate : type.getInterfaces()) {
            if (!candidate.isAssignableFrom(base) && isVisible(candidate)) {
                interfaces.add(candidate);
            }
            collect(candidate);
        }
    }

    private boolean isVisible(Class<?> candidate) {
        for (Class<?> c = candidate; c != null; c = c.getEnclosingClass()) {
            if (!Modifier.isPublic(c.getModifiers())) {
                return false;
            }
        }
        if (!candidate.getModule().isExported(candidate.getPackageName())) {
            return false;
        }
        try {
            return Class.forName(candidate.getName(), false, loader) == candidate;
        } catch (ClassNotFoundException elsewhere) {
            return false;
        }
    }

    /** @throws IOException where the class file of one of the interfaces cannot be read */
    byte[] write() throws IOException {
        ClassFile out = ClassFile.empty(CLASS_ACCESS, internalName, internal(base), internalNames());
        InheritedMethods inherited = new InheritedMethods(base);
        writeConstructor(out, inherited);
        writeAnother(out, inherited);
        writeFirst(out, inherited);
        if (!interfaces.isEmpty()) {
            VendorMethods methods = new VendorMethods(out, internalName, inherited, jdbcType, loader);
            for (Class<?> type : interfaces) {
                // Serializable and the like: reading a class file of the JDK costs more than asking.
                if (type.getClassLoader() != null || type.getMethods().length > 0) {
                    methods.addAll(type);
                }
            }
        }
        return out.toBytes();
    }

    private String[] internalNames() {
        String[] names = new String[interfaces.size()];
        int i = 0;
        for (Class<?> type : interfaces) {
            names[i++] = internal(type);
        }
        return names;
    }

    static String internal(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    private void writeConstructor(ClassFile out, InheritedMethods inherited) {
        String descriptor = inherited.constructor();
        int slots = Descriptor.slots(descriptor) + 1;
        MethodCode code = new MethodCode(out, slots, slots);
        for (int i = 0; i < slots; i++) {
            code.load(Op.ALOAD, i);
        }
        code.call(Op.INVOKESPECIAL, internal(base), "<init>", descriptor);
        code.plain(Op.RETURN);
        out.addMethod(PUBLIC, "<init>", descriptor, NONE, code);
    }

    /** {@code another} of the abstract handle: {@code return new Handle(its arguments)}. */
    private void writeAnother(ClassFile out, InheritedMethods inherited) {
        String constructor = inherited.constructor();
        String another = inherited.another();
        int slots = Descriptor.slots(another) + 1;
        MethodCode code = new MethodCode(out, slots + 1, slots);
        code.type(Op.NEW, internalName);
        code.plain(Op.DUP);
        int given = 1;
        int needed = 1;
        for (int i = 1; i < slots; i++) {
            String type = Descriptor.typeAt(constructor, needed);
            code.load(Op.ALOAD, i);
            if (!type.equals(Descriptor.typeAt(another, given))) {
                code.type(Op.CHECKCAST, type.substring(1, type.length() - 1));
            }
            given = Descriptor.next(another, given);
            needed = Descriptor.next(constructor, needed);
        }
        code.call(Op.INVOKESPECIAL, internalName, "<init>", constructor);
        code.plain(Op.ARETURN);
        out.addMethod(PROTECTED, "another", another, NONE, code);
    }

    /** {@code static { HandleLoader.made(new Handle(null, ..)); }} */
    private void writeFirst(ClassFile out, InheritedMethods inherited) {
        String constructor = inherited.constructor();
        int arguments = Descriptor.slots(constructor);
        MethodCode code = new MethodCode(out, arguments + 2, 0);
        code.type(Op.NEW, internalName);
        code.plain(Op.DUP);
        for (int i = 0; i < arguments; i++) {
            code.plain(Op.ACONST_NULL);
        }
        code.call(Op.INVOKESPECIAL, internalName, "<init>", constructor);
        code.call(Op.INVOKESTATIC, internal(HandleLoader.class), "made", "(Ljava/lang/Object;)V");
        code.plain(Op.RETURN);
        out.addMethod(STATIC, "<clinit>", "()V", NONE, code);
    }
}
