package dev.thaw.build;

import dev.thaw.handle.DelegatingMethod;
import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.build.Plugin;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.ByteCodeAppender;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * Gives each abstract handle the methods of its JDBC interface that it does not write itself, and so completes {@code
 * LiveConnection}, which needs nothing of a driver's own. Has those that it does write take note of failures.
 */
public final class JdbcMethods implements Plugin {
    private static final String HANDLES = "dev.thaw.handle.";
    /** Plain values of the metadata for which one of the proven drivers asks its server. */
    private static final Set<String> ASKING = Set.of(
            "getDefaultTransactionIsolation",
            "getMaxCatalogNameLength",
            "getMaxColumnNameLength",
            "getMaxColumnsInIndex",
            "getMaxCursorNameLength",
            "getMaxProcedureNameLength",
            "getMaxSchemaNameLength",
            "getMaxTableNameLength",
            "getMaxUserNameLength",
            "getSQLKeywords",
            "getUserName",
            "isReadOnly",
            "storesLowerCaseIdentifiers",
            "storesLowerCaseQuotedIdentifiers",
            "storesMixedCaseIdentifiers",
            "storesMixedCaseQuotedIdentifiers",
            "supportsMixedCaseIdentifiers",
            "supportsMixedCaseQuotedIdentifiers");

    /** What PostgreSQL's driver asks its server about columns. */
    private static final Set<String> ASKING_OF_COLUMNS =
            Set.of("getColumnTypeName", "getTableName", "isAutoIncrement", "isNullable");

    private static final Set<String> LARGE_OBJECTS = Set.of("java.sql.Blob", "java.sql.Clob", "java.sql.NClob");

    /** What may have more rows fetched from the server. */
    private static final Set<String> FETCHING =
            Set.of("absolute", "afterLast", "beforeFirst", "first", "last", "next", "previous", "relative");

    /** What PostgreSQL's driver may write to its server before the statement runs: a large object. */
    private static final Set<String> BINDING = Set.of("setBlob", "setClob", "setNClob", "setObject");

    private static final Set<String> WRITING = Set.of("deleteRow", "insertRow", "refreshRow", "updateRow");

    private static final String STRING = "java/lang/String";

    private static final String LIVE_CONNECTION = HANDLES + "LiveConnection";

    @Override
    public boolean matches(TypeDescription type) {
        return type.isAbstract()
                && !type.isInterface()
                && type.getName().startsWith(HANDLES)
                && (type.getName().endsWith("Handle") || type.getName().equals(LIVE_CONNECTION));
    }

    @Override
    public DynamicType.Builder<?> apply(
            DynamicType.Builder<?> builder, TypeDescription type, ClassFileLocator classFileLocator) {
        DynamicType.Builder<?> concrete = builder;
        if (type.getName().equals(LIVE_CONNECTION)) {
            concrete = builder.modifiers(type.getModifiers() & ~Opcodes.ACC_ABSTRACT)
                    .method(ElementMatchers.named("on"))
                    .intercept(new Construction());
        }
        if (!type.getSimpleName().equals("ConnectionHandle")) {
            // A connection handle's failures are its live connection's, which has seen them already.
            concrete = concrete.visit(
                    new AsmVisitorWrapper.ForDeclaredMethods().method(isWrittenIn(type), new NotedFailures()));
        }
        return concrete.visit(new Undeclared())
                .method(ElementMatchers.isDeclaredBy(ElementMatchers.<TypeDescription>nameStartsWith("java.sql.")
                        .and(declaring -> !isInherited(type, declaring))))
                .intercept(new Delegation());
    }

    /** Whether the abstract handle above has the methods of this interface already. */
    private static boolean isInherited(TypeDescription handle, TypeDescription jdbcType) {
        return handle.getSuperClass().asErasure().isAssignableTo(jdbcType);
    }

    /** The public methods that may fail, but for those that are written here. */
    private static ElementMatcher<MethodDescription> isWrittenIn(TypeDescription handle) {
        Set<String> written = new HashSet<>();
        for (MethodDescription method : handle.getDeclaredMethods()) {
            if (method.isPublic() && !method.isAbstract() && !method.isBridge() && canFail(method)) {
                written.add(method.getName() + method.getDescriptor());
            }
        }
        return method -> written.contains(method.getName() + method.getDescriptor());
    }

    private static boolean canFail(MethodDescription method) {
        return !method.getExceptionTypes()
                .asErasures()
                .filter(ElementMatchers.named("java.sql.SQLException"))
                .isEmpty();
    }

    @Override
    public void close() {}

    private static final class Delegation implements Implementation {
        @Override
        public InstrumentedType prepare(InstrumentedType instrumentedType) {
            return instrumentedType;
        }

        @Override
        public ByteCodeAppender appender(Target implementationTarget) {
            String handle = implementationTarget.getInstrumentedType().getInternalName();
            return new Appender(handle);
        }
    }

    private static final class Appender implements ByteCodeAppender {
        private final String handle;

        Appender(String handle) {
            this.handle = handle;
        }

        @Override
        public Size apply(MethodVisitor code, Implementation.Context context, MethodDescription method) {
            String target = method.getDeclaringType().asErasure().getInternalName();
            DelegatingMethod body = new DelegatingMethod(
                    handle,
                    source(method),
                    jdbcType(),
                    target,
                    method.getName(),
                    method.getDescriptor(),
                    canFail(method));
            if (isRun(method)) {
                body.telling(STRING);
            }
            String result = method.getReturnType().asErasure().getInternalName();
            // A connection handle's results are wrapped by the live connection that it asks.
            boolean object = method.getName().equals("getObject");
            if ((leadsToAConnection(result) || object) && !handle.endsWith("/ConnectionHandle")) {
                body.wrapping(result);
            }
            body.writeTo(new AsmCode(code));
            return new Size(body.stack(), body.locals());
        }

        /** A statement runs the text that it is given. */
        private boolean isRun(MethodDescription method) {
            return handle.endsWith("/StatementHandle")
                    && method.getName().startsWith("execute")
                    && method.getDescriptor().startsWith("(L" + STRING + ";");
        }

        /** Most of a connection's metadata is known without its server, and so to a closed one too. */
        private String source(MethodDescription method) {
            if (isRun(method)) {
                return "ready";
            }
            if (handle.endsWith("/ResultSetHandle") && FETCHING.contains(method.getName())) {
                return "fetching";
            }
            if (handle.endsWith("/ResultSetHandle") && WRITING.contains(method.getName())) {
                return "writable";
            }
            if (handle.endsWith("/PreparedStatementHandle") && BINDING.contains(method.getName())) {
                return "binding";
            }
            if (isKnown(method)) {
                return "known";
            }
            boolean lasting = !handle.endsWith("/ConnectionHandle")
                    && LARGE_OBJECTS.contains(method.getReturnType().asErasure().getName());
            return lasting ? "lasting" : "live";
        }

        /** Whether it is one of metadata that its driver answers by itself. */
        private boolean isKnown(MethodDescription method) {
            if (handle.endsWith("/ResultSetMetaDataHandle")) {
                return !ASKING_OF_COLUMNS.contains(method.getName());
            }
            return handle.endsWith("/DatabaseMetaDataHandle")
                    && !method.getReturnType().asErasure().getName().equals("java.sql.ResultSet")
                    && !ASKING.contains(method.getName());
        }

        /** {@code dev/thaw/handle/ResultSetHandle} stands for {@code java/sql/ResultSet}. */
        private String jdbcType() {
            String simple = handle.substring(handle.lastIndexOf('/') + 1);
            return "java/sql/" + simple.replace("Handle", "").replace("Live", "");
        }

        private static boolean leadsToAConnection(String type) {
            switch (type) {
                case "java/sql/Connection":
                case "java/sql/Statement":
                case "java/sql/PreparedStatement":
                case "java/sql/CallableStatement":
                case "java/sql/ResultSet":
                    return true;
                default:
                    return false;
            }
        }
    }
}
