package dev.thaw.session;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Map;

/**
 * What PostgreSQL's driver remembers for as long as its connection lives, without us for one borrower: how often a text was
 * prepared, and of a column what it once asked its server. From the fifth run on results come in binary, which {@code getString}
 * shows ({@code 1.0} for {@code 1}), and a statement or a column of before a migration is not what it was. Belongs to the
 * borrowing thread.
 */
final class PostgresMemory {
    private final Object[] caches;
    private final Map<?, ?>[] contents;
    /** Takes out. */
    private final Method borrow;
    /** Ends what was taken out. */
    private final Method evict;

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
            return true;
        } catch (ReflectiveOperationException | RuntimeException refused) {
            return false;
        }
    }
}
