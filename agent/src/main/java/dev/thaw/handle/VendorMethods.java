package dev.thaw.handle;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Writes the methods of a driver's own interfaces into a handle class.
 *
 * <p>The interfaces are read from their class files: reflection on them would load every class that their methods
 * name, ninety of Connector/J's alone.
 */
final class VendorMethods extends ClassVisitor {
    /** The most special first. */
    private static final Class<?>[] LEADING_BACK = {
        CallableStatement.class, PreparedStatement.class, Statement.class, ResultSet.class, Connection.class
    };

    private final ClassWriter out;
    private final String handle;
    private final Class<?> jdbcType;
    private final ClassLoader loader;
    /** Name and descriptor of what the handle has already. */
    private final Set<String> written = new HashSet<>();

    private String target;

    VendorMethods(ClassWriter out, String handle, Class<?> base, Class<?> jdbcType, ClassLoader loader) {
        super(Opcodes.ASM9);
        this.out = out;
        this.handle = handle;
        this.jdbcType = jdbcType;
        this.loader = loader;
        for (Class<?> c = base; c != null; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                written.add(method.getName() + Type.getMethodDescriptor(method));
            }
        }
    }

    /** @throws IOException where the class file cannot be read */
    void addAll(Class<?> vendorInterface) throws IOException {
        target = Type.getInternalName(vendorInterface);
        try (InputStream in = loader.getResourceAsStream(target + ".class")) {
            if (in == null) {
                throw new IOException("no class file of " + vendorInterface.getName());
            }
            new ClassReader(in).accept(this, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        }
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        boolean inherited = (access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0;
        if (inherited && written.add(name + descriptor)) {
            write(access, name, descriptor, exceptions);
        }
        return null;
    }

    private void write(int access, String name, String descriptor, String[] exceptions) {
        String source = isTelling(name, descriptor) ? "told" : "exposed";
        DelegatingMethod body = new DelegatingMethod(
                handle,
                source,
                Type.getInternalName(sourceType()),
                target,
                name,
                descriptor,
                mayThrowSqlException(exceptions));
        Class<?> wrapped = wrappedType(Type.getReturnType(descriptor));
        if (wrapped != null) {
            body.wrapping(Type.getInternalName(wrapped));
        }
        int kept = Opcodes.ACC_PUBLIC | access & Opcodes.ACC_VARARGS;
        MethodVisitor code = out.visitMethod(kept, name, descriptor, null, exceptions);
        code.visitCode();
        body.writeTo(code);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private static boolean mayThrowSqlException(String[] exceptions) {
        if (exceptions != null) {
            for (String exception : exceptions) {
                if (exception.equals("java/sql/SQLException") || exception.equals("java/lang/Exception")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A getter of a plain value: the driver's own state, no way into it. */
    private static boolean isTelling(String name, String descriptor) {
        Type result = Type.getReturnType(descriptor);
        boolean plain = result.getSort() != Type.VOID && result.getSort() < Type.ARRAY
                || result.getDescriptor().equals("Ljava/lang/String;");
        return plain && (name.startsWith("get") || name.startsWith("is") || name.startsWith("has"));
    }

    /** All statement handles share the methods of the first. */
    private Class<?> sourceType() {
        return Statement.class.isAssignableFrom(jdbcType) ? Statement.class : jdbcType;
    }

    /** What of the driver's leads back to a connection, and so becomes a handle; null for anything else. */
    private Class<?> wrappedType(Type result) {
        if (result.getSort() != Type.OBJECT || !soundsLikeJdbc(result.getInternalName())) {
            return null;
        }
        Class<?> returned;
        try {
            returned = Class.forName(result.getClassName(), false, loader);
        } catch (ClassNotFoundException | LinkageError notThere) {
            return null;
        }
        for (Class<?> type : LEADING_BACK) {
            if (type.isAssignableFrom(returned) && returned.isInterface() && canWrap(type)) {
                return type;
            }
        }
        return null;
    }

    /** Spares loading classes for the answer no. */
    private static boolean soundsLikeJdbc(String type) {
        return type.endsWith("Connection") || type.endsWith("Statement") || type.contains("ResultSet");
    }

    private boolean canWrap(Class<?> type) {
        String jdbc = Type.getInternalName(type);
        return written.contains("wrapped(L" + jdbc + ";)L" + jdbc + ";");
    }
}
