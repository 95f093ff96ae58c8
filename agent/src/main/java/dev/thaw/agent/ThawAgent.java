package dev.thaw.agent;

import java.lang.instrument.Instrumentation;

/**
 * The entry point: leaves a sentinel behind, which has the JDK's doors to JDBC woven when the function is about to use them,
 * and starts the agent when it first goes through one.
 *
 * <p>Not to be done here or anywhere on the way from here: initializing {@code DriverManager} (it would look for
 * drivers with the wrong context loader, and every later connect would fail), logging through a framework, starting a
 * thread but the extension's, throwing (the JVM would not start).
 */
public final class ThawAgent {
    /** Where Lambda's runtime looks for jars of layers. */
    private static final String LAYERS = "/opt/java/lib";

    /** The layer's wrapper has registered an extension already; for {@code thaw.extension} beside true and false. */
    private static final String REGISTERED = "registered";

    /** An agent can be named twice: by the function's own settings and by the layer's wrapper. */
    private static boolean attached = false;

    private ThawAgent() {}

    /** Called by the JVM before {@code main}; {@code arguments} are not used. */
    public static void premain(String arguments, Instrumentation instrumentation) {
        try {
            if (!attached && isOn("THAW_ENABLED", "thaw.enabled")) {
                attached = true;
                if (ModuleLayer.boot().findModule("java.sql").isPresent()) {
                    attach(instrumentation);
                }
            }
        } catch (Throwable fault) {
            notStarted(fault);
        }
    }

    private static void attach(Instrumentation instrumentation) {
        String api = System.getenv("AWS_LAMBDA_RUNTIME_API");
        String classPath = System.getProperty("java.class.path", "");
        int onClassPath = api == null ? DriverInSight.UNKNOWN : DriverInSight.onClassPath(classPath);
        int driver = api == null ? DriverInSight.UNKNOWN : lookForADriver(onClassPath);
        if (driver == DriverInSight.NONE) {
            return;
        }
        Sentinel sentinel;
        try {
            loadWhatTransformersNeed();
            ClassLoader loader = ThawAgent.class.getClassLoader();
            boolean past =
                    onClassPath != DriverInSight.NONE || !FunctionClasses.areOf(System.getenv("_HANDLER"), classPath);
            // The classes of a container image can be in an archive of its own.
            sentinel = new Sentinel(instrumentation, past && ClassArchive.isNamed());
            post(sentinel, new RuntimeHooks(loader, instrumentation), past);
            if (sentinel.hasGivenUp()) {
                return;
            }
        } catch (Throwable fault) {
            notStarted(fault);
            return;
        }
        boolean registered = REGISTERED.equals(System.getProperty("thaw.extension"));
        if (driver == DriverInSight.FOUND && !registered && isOn("THAW_EXTENSION", "thaw.extension")) {
            registerExtension(api, sentinel);
        }
    }

    /** @param past whether what matters may go past the loader that the runtime makes: it is on the class path, or no Lambda */
    private static void post(Sentinel sentinel, RuntimeHooks runtime, boolean past) {
        runtime.tellOfInvocations();
        boolean now = mustStartNow();
        if (past || now) {
            sentinel.postEverywhere();
        } else if (runtime.tellOfClasses()) {
            FunctionClasses.tell(sentinel);
        } else if (!runtime.wasThere() || !sentinel.seeAll()) {
            sentinel.postEverywhere();
        }
        if (now) {
            sentinel.run();
        }
    }

    /**
     * The JVM asks {@code Module} to read more where the first class of a module is shown to a transformer. Where that is not
     * one of java.base, {@code Module}'s own data would be loaded within its own load, and fail for ever after.
     */
    private static void loadWhatTransformersNeed() {
        boolean unused = Object.class.getModule().isOpen("jdk.internal.misc", ThawAgent.class.getModule());
    }

    /** Where URLs were named any class can be the driver's; and a checkpoint must be known of before it is taken. */
    private static boolean mustStartNow() {
        return setting("THAW_INCLUDE", "thaw.include") != null
                || "snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE"));
    }

    /** Without a driver nothing is prepared; should one turn up where none was seen, it is served without a goodbye. */
    private static int lookForADriver(int onClassPath) {
        boolean named =
                setting("THAW_INCLUDE", "thaw.include") != null || setting("THAW_EXTENSION", "thaw.extension") != null;
        return named ? DriverInSight.FOUND : DriverInSight.look(System.getenv("LAMBDA_TASK_ROOT"), LAYERS, onClassPath);
    }

    /** Begins now: Lambda takes no registration once the runtime has asked for its first invocation. */
    private static void registerExtension(String api, Sentinel sentinel) {
        try {
            sentinel.expect(InternalExtension.register(api));
        } catch (RuntimeException | Error fault) {
            notRegistered(fault);
        }
    }

    static void notRegistered(Throwable fault) {
        System.err.println("thaw: no extension was registered, so connections end without a goodbye: " + fault);
    }

    static void notStarted(Throwable fault) {
        System.err.println("thaw: could not start; the function goes on without Thaw: " + fault);
    }

    private static boolean isOn(String variable, String property) {
        String value = setting(variable, property);
        if (value == null || value.equalsIgnoreCase("true")) {
            return true;
        }
        if (value.equalsIgnoreCase("false")) {
            return false;
        }
        System.err.println(
                "thaw: " + variable + " is '" + value + "', allowed is true or false; the default is used: true");
        return true;
    }

    /** Null where it is not set; a system property wins. What is blank counts as not set, for either. */
    private static String setting(String variable, String property) {
        String value = unlessBlank(System.getProperty(property));
        return value == null ? unlessBlank(System.getenv(variable)) : value;
    }

    private static String unlessBlank(String value) {
        String trimmed = value == null ? "" : value.trim();
        return trimmed.isEmpty() ? null : trimmed;
    }
}
