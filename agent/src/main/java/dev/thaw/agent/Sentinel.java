package dev.thaw.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.IllegalClassFormatException;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.function.Function;

/**
 * Waits for the first class that has to do with JDBC and only then starts the agent, so that a function which never
 * touches a database pays for next to nothing. From then on every class goes to the agent's own transformer.
 *
 * <p>Thread-safe: class loads of several threads wait while one of them starts the agent. That one's own class loads
 * come back here and are let through.
 */
final class Sentinel implements ClassFileTransformer {
    private static final String RUNTIME = "dev.thaw.runtime.Thaw";

    private final ClassLoader own = Sentinel.class.getClassLoader();
    private final Instrumentation instrumentation;
    private final Class<?> driverManager;
    private final boolean expected;
    private volatile ClassFileTransformer agent;
    private volatile boolean sawContext = false;
    private volatile boolean started = false;
    private ClassLoader isolated;

    /**
     * Begins to wait.
     *
     * @param driverManager the class where it is loaded already; else null
     * @param expected whether JDBC is likely to appear, so that invocations are taken note of from the first one
     */
    Sentinel(Instrumentation instrumentation, Class<?> driverManager, boolean expected) {
        this.instrumentation = instrumentation;
        this.driverManager = driverManager;
        this.expected = expected;
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile)
            throws IllegalClassFormatException {
        if (loader == null || name == null) {
            return null;
        }
        if (loader == own && (expected || started) && name.equals(InvocationHook.CONTEXT)) {
            return woven(classFile);
        }
        ClassFileTransformer next = agent;
        if (next == null) {
            next = isJdbc(name) ? start() : null;
        }
        return next == null ? null : next.transform(loader, name, redefined, domain, classFile);
    }

    /** The runtime must be able to call us: it is in the same loader. */
    private byte[] woven(byte[] classFile) {
        try {
            sawContext = true;
            return InvocationHook.woven(classFile);
        } catch (Throwable fault) {
            giveUp();
            System.err.println("thaw: could not start, the function goes on without: " + fault);
            return null;
        }
    }

    /** A token for a database is made before the database is asked for, and has to be seen. */
    private static boolean isJdbc(String name) {
        return name.equals("java/sql/DriverManager")
                || name.contains("DataSource")
                || name.equals("software/amazon/awssdk/services/rds/DefaultRdsUtilities");
    }

    /** The agent's transformer; null while it is being started by this thread, and for ever where that failed. */
    @SuppressWarnings("unchecked")
    synchronized ClassFileTransformer start() {
        if (!started) {
            started = true;
            try {
                if (!sawContext) {
                    InvocationHook.retransform(instrumentation, own);
                }
                Object[] found = {instrumentation, driverManager, Invocations.EPOCH, Invocations.DEADLINE};
                agent = ((Function<Object[], ClassFileTransformer>) load(RUNTIME)).apply(found);
            } catch (Throwable fault) {
                System.err.println("thaw: could not start, the function goes on without: " + fault);
            }
        }
        return agent;
    }

    /** The agent is incomplete, which has been said: it is not to be started. */
    synchronized void giveUp() {
        started = true;
    }

    /** A new object of one of the agent's own classes. */
    synchronized Object load(String className) throws Exception {
        if (isolated == null) {
            isolated = IsolatingLoader.ofThisJar();
        }
        return isolated.loadClass(className).getDeclaredConstructor().newInstance();
    }
}
