package dev.thaw.agent;

/**
 * Watches the class loader that Lambda's runtime makes for the function. It is asked for everything that the function's
 * classes need, the JDK's classes included. Thread-safe. Public for the woven {@code CustomerClassLoader} alone.
 */
public final class FunctionClasses {
    private static volatile Sentinel sentinel;

    private FunctionClasses() {}

    /**
     * Whether this loader will define the handler's class, and so all that the function needs: its parent does where it can.
     *
     * @param handler as in {@code _HANDLER}: a class, and behind two colons a method; null is not known
     * @param classPath of its parent; to ask the parent itself would have the JDK's modules searched
     */
    static boolean areOf(String handler, String classPath) {
        if (handler == null) {
            return false;
        }
        int end = handler.indexOf("::");
        String name = end < 0 ? handler : handler.substring(0, end);
        return name.startsWith("java.")
                || DriverInSight.onClassPath(classPath, name.replace('.', '/') + ".class") == DriverInSight.NONE;
    }

    /** Whom to tell from now on. */
    static void tell(Sentinel told) {
        sentinel = told;
    }

    /** The function's loader is asked for a class. True: it has to tell what became of it. Never throws. */
    public static boolean wanted(String name) {
        Sentinel told = sentinel;
        try {
            return told != null && name != null && told.watch(name);
        } catch (Throwable fault) {
            told.giveUp(fault);
            return false;
        }
    }

    /** The function's loader has loaded a class, or has found none, which is null. Never throws. */
    public static void loaded(Class<?> found, boolean watched) {
        Sentinel told = sentinel;
        try {
            if (watched) {
                told.unwatch();
            }
            if (told != null && found != null && isALoader(found)) {
                told.postEverywhere();
            }
        } catch (Throwable fault) {
            told.giveUp(fault);
        }
    }

    /** A loader of the function's own need not ask its parent for what it defines. */
    private static boolean isALoader(Class<?> found) {
        return ClassLoader.class.isAssignableFrom(found) && found != ClassLoader.class;
    }

    /**
     * Whether this class hands out connections, or tokens for a database. Must be true wherever {@code
     * dev.thaw.weave.Weaver.isOfJdbc} is: what is not told of here is never woven.
     */
    static boolean leadsToJdbc(String name) {
        return name.contains("DataSource")
                || name.equals("java.sql.DriverManager")
                || name.startsWith("javax.sql.")
                || name.startsWith("software.amazon.awssdk.services.rds.");
    }
}
