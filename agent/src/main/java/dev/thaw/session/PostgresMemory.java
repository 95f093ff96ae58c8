package dev.thaw.session;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

/**
 * What PostgreSQL's driver remembers for as long as its connection lives, without us for one borrower: how often a text was
 * prepared, and of a column or a type what it once asked its server. From the fifth run on results come in binary, which
 * {@code getString} shows ({@code 1.0} for {@code 1}), a statement or a column of before a migration is not what it was, and a
 * type's name means another type, or none, by another search path. Belongs to the borrowing thread.
 */
final class PostgresMemory {
    /** Of the driver's types, what it learns beside what it is born with: by their names the numbers, by their names, by their numbers. */
    private static final String[] TYPES = {
        "pgNameToOid", "pgNameToSQLType", "oidToSQLType", "oidToPgName", "pgArrayToPgType", "arrayOidToDelimiter"
    };

    /** The least number of a type that is the database's own: https://www.postgresql.org/docs/current/system-catalog-initial-data.html. */
    private static final int FIRST_OF_ITS_OWN = 16_384;

    /** Of texts, and of columns. */
    private final Object[] caches;

    private final Map<?, ?>[] contents;
    /** Takes out. */
    private final Method borrow;
    /** Ends what was taken out. */
    private final Method evict;

    private final Map<?, ?>[] types = new Map<?, ?>[TYPES.length];
    /** How much the driver knew of types when it last forgot some. */
    private int known = 0;

    private PostgresMemory(Connection connection) throws ReflectiveOperationException {
        Object executor = call(connection, "getQueryExecutor");
        Class<?> base = Class.forName(
                "org.postgresql.core.QueryExecutorBase",
                false,
                executor.getClass().getClassLoader());
        caches = new Object[] {field(base, "statementCache", executor), call(connection, "getFieldMetadataCache")};
        Class<?> type = caches[0].getClass();
        borrow = type.getMethod("borrow", Object.class);
        evict = find(type, "evictValue");
        contents = new Map<?, ?>[caches.length];
        for (int i = 0; i < caches.length; i++) {
            contents[i] = (Map<?, ?>) field(type, "cache", caches[i]);
        }
        Object typeInfo = call(connection, "getTypeInfo");
        for (int i = 0; i < TYPES.length; i++) {
            types[i] = (Map<?, ?>) field(typeInfo.getClass(), TYPES[i], typeInfo);
        }
    }

    private static Object field(Class<?> declaring, String name, Object target) throws ReflectiveOperationException {
        Field field = declaring.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(target);
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

    /**
     * Empties it, without a round trip: what the server has prepared goes with the next statement. False where that failed.
     *
     * @param textsToo whether texts go, and what is prepared of them
     */
    boolean forget(boolean textsToo) {
        try {
            for (int i = textsToo ? 0 : 1; i < caches.length; i++) {
                empty(i);
            }
            if (known != countTypes()) {
                forgetTypes();
                known = countTypes();
            }
            return true;
        } catch (ReflectiveOperationException | RuntimeException refused) {
            return false;
        }
    }

    private void empty(int i) throws ReflectiveOperationException {
        if (!contents[i].isEmpty()) {
            for (Object key : new ArrayList<>(contents[i].keySet())) {
                evict.invoke(caches[i], borrow.invoke(caches[i], key));
            }
        }
    }

    private int countTypes() {
        int count = 0;
        for (Map<?, ?> map : types) {
            count += map.size();
        }
        return count;
    }

    /** Also the names that no type had. */
    private void forgetTypes() {
        retainBuiltIn(types[0].values());
        types[1].keySet().retainAll(types[0].keySet());
        for (int i = 2; i < types.length; i++) {
            retainBuiltIn(types[i].keySet());
        }
    }

    private static void retainBuiltIn(Collection<?> numbers) {
        for (Iterator<?> i = numbers.iterator(); i.hasNext(); ) {
            int number = (Integer) i.next();
            if (number <= 0 || number >= FIRST_OF_ITS_OWN) {
                i.remove();
            }
        }
    }
}
