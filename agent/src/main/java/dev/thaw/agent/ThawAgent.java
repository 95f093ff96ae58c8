package dev.thaw.agent;

import java.lang.instrument.Instrumentation;
import java.util.function.Consumer;

/**
 * The entry point: starts the agent in a loader of its own.
 *
 * <p>Not to be done here or anywhere on the way from here: initializing {@code DriverManager} (it would look for
 * drivers with the wrong context loader, and every later connect would fail), logging through a framework, starting a
 * thread, throwing (the JVM would not start).
 */
public final class ThawAgent {
    private static final String RUNTIME = "dev.thaw.runtime.Thaw";

    private ThawAgent() {}

    /** Called by the JVM before {@code main}; {@code arguments} are not used. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        try {
            if (isEnabled()) {
                start(instrumentation);
            }
        } catch (Throwable fault) {
            System.err.println("thaw: could not start, the function goes on without: " + fault);
        }
    }

    @SuppressWarnings("unchecked")
    private static void start(Instrumentation instrumentation) throws Exception {
        ClassLoader isolated = IsolatingLoader.ofThisJar();
        Object runtime = isolated.loadClass(RUNTIME).getDeclaredConstructor().newInstance();
        ((Consumer<Instrumentation>) runtime).accept(instrumentation);
    }

    private static boolean isEnabled() {
        String property = System.getProperty("thaw.enabled");
        String value = property != null ? property : System.getenv("THAW_ENABLED");
        if (value == null || value.trim().isEmpty() || value.trim().equals("true")) {
            return true;
        }
        if (value.trim().equals("false")) {
            return false;
        }
        System.err.println(
                "thaw: THAW_ENABLED is '" + value + "', allowed is true or false; the default is used: true");
        return true;
    }
}
