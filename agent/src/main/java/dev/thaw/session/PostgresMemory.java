package dev.thaw.session;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Map;

/**
 * What PostgreSQL's driver remembers for as long as its connection lives, without us for one borrower: how often a text was
 * prepared, and of a column or a type what it once asked its server. From the fifth run on results come in binary, which
 * {@code getString} shows ({@code 1.0} for {@code 1}), a statement or a column of before a migration is not what it was, and a
 * type's name means another type, or none, by another search path. Belongs to the borrowing thread.
 */
final class PostgresMemory {
    /** Of the driver's types: what it learns; the rest it is told by its options. */
    private static final String[] LEARNED = {
        "pgNameToSQLType", "oidToSQLType", "oidToPgName", "pgNameToOid", "pgArrayToPgType", "arrayOidToDelimiter"
    };

    private final Object[] caches;
    private final Map<?, ?>[] contents;
    /** Takes out. */
    private final Method borrow;
    /** Ends what was taken out. */
    private final Method evict;

    private final Map<?, ?>[] types = new Map<?, ?>[LEARNED.length];
    /** What the driver knows of them before it has learned any. */
    private final Map<?, ?>[] builtInTypes = new Map<?, ?>[LEARNED.length];

    private PostgresMemory(Connection connection) throws ReflectiveOperationException {
        Object executor = call(connection, "getQueryExecutor");
        Field statements = Class.forName(
                        "org.postgresql.core.QueryExecutorBase",
                        false,
                        executor.getClass().getClassLoader())
                .getDeclaredField("statementCache");
        statements.setAccessible(true);
        caches = new Object[] {statements.get(executor), call(connection, "getFieldMetadataCache")};
        Class<?> type = caches[0].getClass();
        borrow = type.getMethod("borrow", Object.class);
        evict = find(type, "evictValue");
        Field content = type.getDeclaredField("cache");
        content.setAccessible(true);
        contents = new Map<?, ?>[] {(Map<?, ?>) content.get(caches[0]), (Map<?, ?>) content.get(caches[1])};
        Object known = call(connection, "getTypeInfo");
        Object plain = known.getClass().getConstructors()[0].newInstance(connection, 0);
        for (int i = 0; i < LEARNED.length; i++) {
            Field learned = known.getClass().getDeclaredField(LEARNED[i]);
            learned.setAccessible(true);
            types[i] = (Map<?, ?>) learned.get(known);
            builtInTypes[i] = (Map<?, ?>) learned.get(plain);
        }
    }

    /** Its parameter is of a type of the driver's. */
    private static Method find(Class<?> type, String name) throws NoSuchMethodException {
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals(name)) {
                method.setAccessible(true);
                return method;
            }
        }
        throw new NoSuchMethodException(name);
    }

    private static Object call(Object target, String method) throws ReflectiveOperationException {
        return target.getClass().getMethod(method).invoke(target);
    }

    /** Null where this version of the driver keeps it elsewhere. */
    static PostgresMemory of(Connection connection) {
        try {
            return new PostgresMemory(connection);
        } catch (ReflectiveOperationException | RuntimeException elsewhere) {
            return null;
        }
    }

    /** Empties it, without a round trip: what the server has prepared goes with the next statement. False where that failed. */
    boolean forget() {
        try {
            for (int i = 0; i < caches.length; i++) {
                if (!contents[i].isEmpty()) {
                    for (Object key : new ArrayList<>(contents[i].keySet())) {
                        evict.invoke(caches[i], borrow.invoke(caches[i], key));
                    }
                }
            }
            for (int i = 0; i < types.length; i++) {
                if (types[i].size() > builtInTypes[i].size()) {
                    types[i].keySet().retainAll(builtInTypes[i].keySet());
                }
            }
            return true;
        } catch (ReflectiveOperationException | RuntimeException refused) {
            return false;
        }
    }
}
