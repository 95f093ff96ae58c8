package dev.thaw.handle;

import dev.thaw.classfile.ClassFile;
import dev.thaw.classfile.MethodCode;
import dev.thaw.classfile.Op;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Writes the concrete handle class for one class of a driver: the constructor, {@code another}, and the methods of the
 * driver's own public interfaces.
 */
final class HandleClassWriter {
    /** public, final, super, synthetic */
    private static final int CLASS_ACCESS = 0x1031;

    private static final int PUBLIC = 0x0001;
    private static final int PROTECTED = 0x0004;
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
        String superName = internal(base);
        ClassFile out = ClassFile.empty(CLASS_ACCESS, internalName, superName, internalNames());
        Class<?>[] parameters = base.getDeclaredConstructors()[0].getParameterTypes();
        String constructor = descriptor(void.class, parameters);
        writeConstructor(out, superName, constructor, parameters.length);
        writeAnother(out, constructor, parameters);
        if (!interfaces.isEmpty()) {
            VendorMethods methods = new VendorMethods(out, internalName, base, jdbcType, loader);
            for (Class<?> type : interfaces) {
                // Serializable and the like: to read a class file of the JDK is dearer than to ask.
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

    static String descriptor(Class<?> result, Class<?>... parameters) {
        return MethodType.methodType(result, parameters).toMethodDescriptorString();
    }

    private static void writeConstructor(ClassFile out, String superName, String descriptor, int parameters) {
        MethodCode code = new MethodCode(out, parameters + 1, parameters + 1);
        for (int i = 0; i <= parameters; i++) {
            code.load(Op.ALOAD, i);
        }
        code.call(Op.INVOKESPECIAL, superName, "<init>", descriptor);
        code.plain(Op.RETURN);
        out.addMethod(PUBLIC, "<init>", descriptor, NONE, code);
    }

    /** {@code another} of the abstract handle: its descriptor names the least special type of the hierarchy. */
    private void writeAnother(ClassFile out, String constructor, Class<?>[] parameters) {
        Method another = another();
        Class<?>[] declared = another.getParameterTypes();
        MethodCode code = new MethodCode(out, parameters.length + 2, parameters.length + 1);
        code.type(Op.NEW, internalName);
        code.plain(Op.DUP);
        for (int i = 0; i < parameters.length; i++) {
            code.load(Op.ALOAD, i + 1);
            if (declared[i] != parameters[i]) {
                code.type(Op.CHECKCAST, internal(parameters[i]));
            }
        }
        code.call(Op.INVOKESPECIAL, internalName, "<init>", constructor);
        code.plain(Op.ARETURN);
        out.addMethod(PROTECTED, "another", descriptor(another.getReturnType(), declared), NONE, code);
    }

    private Method another() {
        for (Class<?> c = base; c != null; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                if (method.getName().equals("another")) {
                    return method;
                }
            }
        }
        throw new IllegalStateException(base.getName());
    }
}
