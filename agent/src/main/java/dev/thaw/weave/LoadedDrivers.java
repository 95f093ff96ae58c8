package dev.thaw.weave;

import dev.thaw.session.DriverKind;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.Driver;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BiPredicate;
import javax.sql.CommonDataSource;

/**
 * Whether a DataSource's class is a JDBC driver's own: that of a proven driver, of the same family as a {@link Driver} that this
 * JVM has loaded, or of the same package as its connections, which wrap no others. Any other, an application's that extends a
 * driver's too, leads to connections that somebody else looks after, and to whose depends on more than its fields. Thread-safe.
 */
public final class LoadedDrivers implements BiPredicate<Class<?>, Class<?>> {
    /** So many leading segments make a family, such as {@code org.apache.derby}; fewer where the driver's package is shorter. */
    private static final int SEGMENTS = 3;

    private final Instrumentation instrumentation;
    /** One that has opened a connection has loaded its driver before: an answer holds for ever. */
    private final Map<Class<?>, Boolean> known = new WeakHashMap<>();

    public LoadedDrivers(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    @Override
    public boolean test(Class<?> source, Class<?> connection) {
        synchronized (known) {
            Boolean before = known.get(source);
            if (before != null) {
                return before;
            }
            boolean own =
                    isDriversOwn(source) && !holds(source, CommonDataSource.class) || isOnItsOwn(source, connection);
            known.put(source, own);
            return own;
        }
    }

    private boolean isDriversOwn(Class<?> source) {
        if (DriverKind.ofClassName(source.getName()) != null) {
            return true;
        }
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (Driver.class.isAssignableFrom(loaded)
                    && loaded != Driver.class
                    && isFamily(loaded.getPackageName(), source.getPackageName())) {
                return true;
            }
        }
        return false;
    }

    /** Without a driver: a source and a connection of one package, and nothing in between. */
    static boolean isOnItsOwn(Class<?> source, Class<?> connection) {
        return source.getPackageName().equals(connection.getPackageName()) && !holds(connection, Connection.class);
    }

    /** Whether an object of this class has a field for such others, which it may ask instead. */
    private static boolean holds(Class<?> holder, Class<?> others) {
        for (Class<?> type = holder; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (others.isAssignableFrom(field.getType())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether packages with these names are of the same family, that of the driver. */
    static boolean isFamily(String driver, String other) {
        int end = -1;
        for (int segment = 0; segment < SEGMENTS; segment++) {
            end = driver.indexOf('.', end + 1);
            if (end < 0) {
                return other.equals(driver) || other.startsWith(driver + ".");
            }
        }
        String family = driver.substring(0, end);
        return other.equals(family) || other.startsWith(family + ".");
    }
}
