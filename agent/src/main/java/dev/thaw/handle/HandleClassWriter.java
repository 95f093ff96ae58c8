package dev.thaw.handle;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
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
    /** The most special first. */
    private static final Class<?>[] LEADING_BACK = {
        CallableStatement.class, PreparedStatement.class, Statement.class, ResultSet.class, Connection.class
    };

    private final Class<?> base;
    private final Class<?> jdbcType;
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
        // Other agents leave names with $$ alone.
        this.name = driverClass.getName() + (vendorInterfaces ? "$$Thaw" : "$$ThawPlain");
        this.internalName = name.replace('.', '/');
        if (vendorInterfaces) {
            for (Class<?> c = driverClass; c != null; c = c.getSuperclass()) {
                collect(c, loader);
            }
        }
    }

    String name() {
        return name;
    }

    private void collect(Class<?> type, ClassLoader loader) {
        for (Class<?> candidate : type.getInterfaces()) {
            if (!candidate.isAssignableFrom(base) && isVisible(candidate, loader)) {
                interfaces.add(candidate);
            }
            collect(candidate, loader);
        }
    }

    private static boolean isVisible(Class<?> candidate, ClassLoader loader) {
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

    byte[] write() {
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
        writeVendorMethods(out);
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
        code.visitVarInsn(Opcodes.ALOAD, 0);
        loadAll(code, parameters);
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

    private static void loadAll(MethodVisitor code, Class<?>[] parameters) {
        for (int i = 0; i < parameters.length; i++) {
            code.visitVarInsn(Opcodes.ALOAD, i + 1);
        }
    }

    private void writeVendorMethods(ClassWriter out) {
        Set<String> written = new HashSet<>();
        for (Class<?> type : interfaces) {
            for (Method method : type.getMethods()) {
                String descriptor = Type.getMethodDescriptor(method);
                if (!Modifier.isStatic(method.getModifiers())
                        && !isInherited(method)
                        && written.add(method.getName() + descriptor)) {
                    writeVendorMethod(out, method, descriptor);
                }
            }
        }
    }

    private boolean isInherited(Method method) {
        try {
            return base.getMethod(method.getName(), method.getParameterTypes()).getReturnType()
                    == method.getReturnType();
        } catch (NoSuchMethodException own) {
            return false;
        }
    }

    private void writeVendorMethod(ClassWriter out, Method method, String descriptor) {
        int access = Opcodes.ACC_PUBLIC | (method.isVarArgs() ? Opcodes.ACC_VARARGS : 0);
        Class<?>[] exceptions = method.getExceptionTypes();
        String[] thrown = new String[exceptions.length];
        boolean catches = false;
        for (int i = 0; i < exceptions.length; i++) {
            thrown[i] = Type.getInternalName(exceptions[i]);
            catches |= exceptions[i].isAssignableFrom(SQLException.class);
        }
        DelegatingMethod body = new DelegatingMethod(
                internalName,
                isTelling(method) ? "told" : "exposed",
                Type.getInternalName(exposedType()),
                Type.getInternalName(method.getDeclaringClass()),
                method.getName(),
                descriptor,
                catches);
        Class<?> wrapped = wrappedType(method.getReturnType());
        if (wrapped != null) {
            body.wrapping(Type.getInternalName(wrapped));
        }
        MethodVisitor code = out.visitMethod(access, method.getName(), descriptor, null, thrown);
        code.visitCode();
        body.writeTo(code);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** A getter of a plain value: the driver's own state, no way into it. */
    private static boolean isTelling(Method method) {
        Class<?> result = method.getReturnType();
        boolean plain = result != void.class && result.isPrimitive() || result == String.class;
        String name = method.getName();
        return plain && (name.startsWith("get") || name.startsWith("is") || name.startsWith("has"));
    }

    /** All statement handles share the method of the first. */
    private Class<?> exposedType() {
        return Statement.class.isAssignableFrom(jdbcType) ? Statement.class : jdbcType;
    }

    /** What of the driver's leads back to a connection, and so becomes a handle; null for anything else. */
    private Class<?> wrappedType(Class<?> result) {
        for (Class<?> type : LEADING_BACK) {
            if (type.isAssignableFrom(result) && result.isInterface() && canWrap(type)) {
                return type;
            }
        }
        return null;
    }

    private boolean canWrap(Class<?> type) {
        for (Class<?> c = base; c != null; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                if (method.getName().equals("wrapped") && method.getParameterTypes()[0] == type) {
                    return true;
                }
            }
        }
        return false;
    }
}
