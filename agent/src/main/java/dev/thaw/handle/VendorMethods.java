package dev.thaw.handle;

import dev.thaw.classfile.ClassFile;
import dev.thaw.classfile.Descriptor;
import dev.thaw.classfile.MethodCode;
import java.io.IOException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;

/**
 * Writes the methods of a driver's own interfaces into a handle class.
 *
 * <p>The interfaces are read from their class files: reflection on them would load every class that their methods
 * name, ninety of Connector/J's alone.
 */
final class VendorMethods {
    private static final int PUBLIC = 0x0001;
    private static final int PRIVATE = 0x0002;
    private static final int STATIC = 0x0008;
    private static final int VARARGS = 0x0080;

    /** The most specific first. */
    private static final Class<?>[] LEADING_BACK = {
        CallableStatement.class, PreparedStatement.class, Statement.class, ResultSet.class, Connection.class
    };

    private final ClassFile out;
    private final String handle;
    private final Class<?> jdbcType;
    private final ClassLoader loader;
    /** What the handle has already. */
    private final InheritedMethods written;

    private String target;

    VendorMethods(ClassFile out, String handle, InheritedMethods inherited, Class<?> jdbcType, ClassLoader loader) {
        this.out = out;
        this.handle = handle;
        this.jdbcType = jdbcType;
        this.loader = loader;
        this.written = inherited;
    }

    /** @throws IOException where the class file cannot be read */
    void addAll(Class<?> vendorInterface) throws IOException {
        target = HandleClassWriter.internal(vendorInterface);
        ClassLoader own = vendorInterface.getClassLoader();
        addAll(InheritedMethods.classFile(target, own == null ? loader : own));
    }

    private void addAll(ClassFile methods) {
        for (int method = 0; method < methods.methodCount(); method++) {
            int access = methods.access(method);
            String name = methods.name(method);
            String descriptor = methods.descriptor(method);
            if ((access & (STATIC | PRIVATE)) == 0 && written.add(name, descriptor)) {
                write(access, name, descriptor, methods.exceptions(method));
            }
        }
    }

    private void write(int access, String name, String descriptor, String[] exceptions) {
        String source = isTelling(name, descriptor) ? "told" : "exposed";
        DelegatingMethod body = new DelegatingMethod(
                handle,
                source,
                HandleClassWriter.internal(sourceType()),
                target,
                name,
                descriptor,
                mayThrowSqlException(exceptions));
        Class<?> wrapped = wrappedType(Descriptor.result(descriptor));
        if (wrapped != null) {
            body.wrapping(HandleClassWriter.internal(wrapped));
        }
        MethodCode code = new MethodCode(out, body.stack(), body.locals());
        body.writeTo(code);
        out.addMethod(PUBLIC | access & VARARGS, name, descriptor, exceptions, code);
    }

    private static boolean mayThrowSqlException(String[] exceptions) {
        for (String exception : exceptions) {
            if (exception.equals("java/sql/SQLException") || exception.equals("java/lang/Exception")) {
                return true;
            }
        }
        return false;
    }

    /** A getter of a plain value: the driver's own state, no way into it. One of Connector/J's asks the server. */
    private static boolean isTelling(String name, String descriptor) {
        if (name.equals("isServerLocal")) {
            return false;
        }
        String result = Descriptor.result(descriptor);
        boolean plain = result.length() == 1 && !result.equals("V") || result.equals("Ljava/lang/String;");
        return plain && (name.startsWith("get") || name.startsWith("is") || name.startsWith("has"));
    }

    /** All statement handles share the methods of the first. */
    private Class<?> sourceType() {
        return Statement.class.isAssignableFrom(jdbcType) ? Statement.class : jdbcType;
    }

    /** What of the driver's leads back to a connection, and so becomes a handle; null for anything else. */
    private Class<?> wrappedType(String result) {
        if (result.charAt(0) != 'L' || !soundsLikeJdbc(result)) {
            return null;
        }
        String name = result.substring(1, result.length() - 1).replace('/', '.');
        Class<?> returned;
        try {
            returned = Class.forName(name, false, loader);
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
        return type.endsWith("Connection;") || type.endsWith("Statement;") || type.contains("ResultSet");
    }

    private boolean canWrap(Class<?> type) {
        String jdbc = HandleClassWriter.internal(type);
        return written.has("wrapped", "(L" + jdbc + ";)L" + jdbc + ";");
    }
}
