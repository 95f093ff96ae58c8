package dev.thaw.handle;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Writes the concrete handle class for one class of a driver: the constructor, {@code another}, and the methods of the
 * driver's own public interfaces.
 */
final class HandleClassWriter {
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
        ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        String superName = Type.getInternalName(base);
        out.visit(
                Opcodes.V11,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC,
                internalName,
                null,
                superName,
                internalNames());
        Constructor<?> constructor = base.getDeclaredConstructors()[0];
        writeConstructor(out, superName, Type.getConstructorDescriptor(constructor), constructor.getParameterTypes());
        writeAnother(out, Type.getConstructorDescriptor(constructor), constructor.getParameterTypes());
        if (!interfaces.isEmpty()) {
            VendorMethods methods = new VendorMethods(out, internalName, base, jdbcType, loader);
            for (Class<?> type : interfaces) {
                // Serializable and the like: to read a class file of the JDK is dearer than to ask.
                if (type.getClassLoader() != null || type.getMethods().length > 0) {
                    methods.addAll(type);
                }
            }
        }
        out.visitEnd();
        return out.toByteArray();
    }

    private String[] internalNames() {
        String[] names = new String[interfaces.size()];
        int i = 0;
        for (Class<?> type : interfaces) {
            names[i++] = Type.getInternalName(type);
        }
        return names;
    }

    private static void writeConstructor(ClassWriter out, String superName, String descriptor, Class<?>[] parameters) {
        MethodVisitor code = out.visitMethod(Opcodes.ACC_PUBLIC, "<init>", descriptor, null, null);
        code.visitCode();
        for (int i = 0; i <= parameters.length; i++) {
            code.visitVarInsn(Opcodes.ALOAD, i);
        }
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, superName, "<init>", descriptor, false);
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** {@code another} of the abstract handle: its descriptor names the least special type of the hierarchy. */
    private void writeAnother(ClassWriter out, String constructorDescriptor, Class<?>[] parameters) {
        Method another = another();
        Class<?>[] declared = another.getParameterTypes();
        MethodVisitor code =
                out.visitMethod(Opcodes.ACC_PROTECTED, "another", Type.getMethodDescriptor(another), null, null);
        code.visitCode();
        code.visitTypeInsn(Opcodes.NEW, internalName);
        code.visitInsn(Opcodes.DUP);
        for (int i = 0; i < parameters.length; i++) {
            code.visitVarInsn(Opcodes.ALOAD, i + 1);
            if (declared[i] != parameters[i]) {
                code.visitTypeInsn(Opcodes.CHECKCAST, Type.getInternalName(parameters[i]));
            }
        }
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, internalName, "<init>", constructorDescriptor, false);
        code.visitInsn(Opcodes.ARETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
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
