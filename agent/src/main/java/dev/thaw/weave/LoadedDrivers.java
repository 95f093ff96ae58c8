package dev.thaw.weave;

import dev.thaw.session.DriverKind;
import java.lang.instrument.Instrumentation;
import java.sql.Driver;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Predicate;

/**
 * Whether a DataSource's class, or one that it extends, is a JDBC driver's own: that of a proven driver, or of the same
 * family as a {@link Driver} that this JVM has loaded. Any other leads to connections that somebody else looks after, and
 * to whose depends on more than its fields. Thread-safe.
 */
public final class LoadedDrivers implements Predicate<Class<?>> {
    /** So many leading segments make a family, such as {@code org.apache.derby}; fewer where the driver's package is shorter. */
    private static final int SEGMENTS = 3;

    private final Instrumentation instrumentation;
    /** One that has opened a connection has loaded its driver before: an answer holds for ever. */
    private final Map<Class<?>, Boolean> known = new WeakHashMap<>();

    public LoadedDrivers(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    @Override
    public boolean test(Class<?> source) {
        synchronized (known) {
            Boolean before = known.get(source);
            if (before != null) {
                return before;
            }
            boolean own = isDriversOwn(source);
            known.put(source, own);
            return own;
        }
    }

    private boolean isDriversOwn(Class<?> source) {
        for (Class<?> type = source; type != Object.class; type = type.getSuperclass()) {
            if (DriverKind.ofClassName(type.getName()) != null) {
                return true;
            }
        }
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (Driver.class.isAssignableFrom(loaded) && loaded != Driver.class && isFamily(loaded, source)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFamily(Class<?> driver, Class<?> source) {
        for (Class<?> type = source; type != Object.class; type = type.getSuperclass()) {
            if (isFamily(driver.getPackageName(), type.getPackageName())) {
                return true;
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
