package dev.thaw.agent;

import java.lang.instrument.Instrumentation;

/**
 * The entry point: leaves a sentinel behind, which starts the agent when the function first touches JDBC.
 *
 * <p>Not to be done here or anywhere on the way from here: initializing {@code DriverManager} (it would look for
 * drivers with the wrong context loader, and every later connect would fail), logging through a framework, starting a
 * thread, throwing (the JVM would not start).
 */
public final class ThawAgent {
    private ThawAgent() {}

    /** Called by the JVM before {@code main}; {@code arguments} are not used. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        try {
            if (isEnabled()) {
                Class<?> driverManager = loadedDriverManager(instrumentation);
                Sentinel sentinel = new Sentinel(instrumentation, driverManager);
                instrumentation.addTransformer(sentinel);
                // Such a DriverManager gives no sign any more; and of URLs that were named any class can be the
                // driver's.
                if (driverManager != null || setting("THAW_INCLUDE", "thaw.include") != null) {
                    sentinel.start();
                }
            }
        } catch (Throwable fault) {
            System.err.println("thaw: could not start, the function goes on without: " + fault);
        }
    }

    private static boolean isEnabled() {
        String value = setting("THAW_ENABLED", "thaw.enabled");
        if (value == null || value.equals("true")) {
            return true;
        }
        if (value.equals("false")) {
            return false;
        }
        System.err.println(
                "thaw: THAW_ENABLED is '" + value + "', allowed is true or false; the default is used: true");
        return true;
    }

    /** The class where it was loaded before us, as an AOT cache can have it; else null. */
    private static Class<?> loadedDriverManager(Instrumentation instrumentation) {
        for (Class<?> c : instrumentation.getInitiatedClasses(ClassLoader.getPlatformClassLoader())) {
            if (c.getName().equals("java.sql.DriverManager")) {
                return c;
            }
        }
        return null;
    }

    /** Null where it is not set or blank; a system property wins. */
    private static String setting(String variable, String property) {
        String value = System.getProperty(property);
        if (value == null) {
            value = System.getenv(variable);
        }
        return value == null || value.trim().isEmpty() ? null : value.trim();
    }
}
