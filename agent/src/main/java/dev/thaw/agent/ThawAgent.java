package dev.thaw.agent;

import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.util.function.Consumer;

/**
 * The entry point: leaves a sentinel behind, which starts the agent when the function first touches JDBC.
 *
 * <p>Not to be done here or anywhere on the way from here: initializing {@code DriverManager} (it would look for
 * drivers with the wrong context loader, and every later connect would fail), logging through a framework, starting a
 * thread, throwing (the JVM would not start).
 */
public final class ThawAgent {
    /** Where Lambda's runtime looks for jars of layers. */
    private static final String LAYERS = "/opt/java/lib";

    /** An agent can be named twice: by the function's own settings and by the layer's wrapper. */
    private static boolean attached = false;

    private ThawAgent() {}

    /** Called by the JVM before {@code main}; {@code arguments} are not used. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        try {
            if (!attached && isOn("THAW_ENABLED", "thaw.enabled")) {
                attached = true;
                String api = System.getenv("AWS_LAMBDA_RUNTIME_API");
                int driver = api == null ? DriverInSight.UNKNOWN : lookForADriver();
                if (driver == DriverInSight.NONE) {
                    // Any transformer makes the JVM read each class that it would take from its archive.
                    return;
                }
                boolean expected = driver == DriverInSight.FOUND;
                Class<?> driverManager = loadedDriverManager(instrumentation);
                Sentinel sentinel = new Sentinel(instrumentation, driverManager, expected);
                instrumentation.addTransformer(sentinel);
                if (mustStartNow(driverManager)) {
                    sentinel.start();
                }
                if (expected && isOn("THAW_EXTENSION", "thaw.extension")) {
                    registerExtension(sentinel, api);
                }
            }
        } catch (Throwable fault) {
            System.err.println("thaw: could not start, the function goes on without: " + fault);
        }
    }

    /**
     * A DriverManager that is loaded already gives no sign any more; where URLs were named any class can be the driver's;
     * and a checkpoint must be known of before it is taken.
     */
    private static boolean mustStartNow(Class<?> driverManager) {
        return driverManager != null
                || setting("THAW_INCLUDE", "thaw.include") != null
                || "snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"));
    }

    /** Without a driver nothing is prepared; should one turn up where none was seen, it is served without a goodbye. */
    private static int lookForADriver() {
        boolean named =
                setting("THAW_INCLUDE", "thaw.include") != null || setting("THAW_EXTENSION", "thaw.extension") != null;
        return named
                ? DriverInSight.FOUND
                : DriverInSight.look(
                        System.getenv("LAMBDA_TASK_ROOT"), LAYERS, System.getProperty("java.class.path", ""));
    }

    /** Has to be done before the runtime asks for its first invocation, so it cannot wait for JDBC. */
    @SuppressWarnings("unchecked")
    private static void registerExtension(Sentinel sentinel, String api) {
        try {
            ((Consumer<String>) sentinel.load("dev.thaw.lambda.InternalExtension")).accept(api);
        } catch (UncheckedIOException refused) {
            System.err.println(
                    "thaw: no extension was registered, so connections end without a goodbye: " + refused.getCause());
        } catch (Throwable incomplete) {
            sentinel.giveUp();
            System.err.println("thaw: could not start, the function goes on without: " + incomplete);
        }
    }

    private static boolean isOn(String variable, String property) {
        String value = setting(variable, property);
        if (value == null || value.equals("true")) {
            return true;
        }
        if (value.equals("false")) {
            return false;
        }
        System.err.println(
                "thaw: " + variable + " is '" + value + "', allowed is true or false; the default is used: true");
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
