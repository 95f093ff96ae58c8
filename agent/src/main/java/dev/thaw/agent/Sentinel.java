package dev.thaw.agent;

import java.lang.instrument.Instrumentation;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Waits for the first call or class that has to do with JDBC and only then starts the agent, so that a function which
 * never touches a database pays for next to nothing. Thread-safe.
 */
final class Sentinel implements Runnable {
    private static final String RUNTIME = "dev.thaw.runtime.Thaw";
    private static final String JDK_HOOKS = "dev.thaw.weave.JdkHooks";

    private final Instrumentation instrumentation;
    private Object jdk;
    private boolean started = false;
    private ClassLoader isolated;

    Sentinel(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /**
     * Begins to wait.
     *
     * @param lookAtEveryClass also at those that come from an archive of the JVM's, which costs the start
     */
    @SuppressWarnings("unchecked")
    void post(boolean lookAtEveryClass) throws Exception {
        Object[] given = {instrumentation, this, lookAtEveryClass};
        jdk = ((Function<Object[], Object>) load(JDK_HOOKS)).apply(given);
    }

    /** Starts the agent, once. Where that fails one line says so, and nothing happens from then on. */
    @Override
    @SuppressWarnings("unchecked")
    public synchronized void run() {
        if (started) {
            return;
        }
        started = true;
        try {
            Object[] found = {instrumentation, jdk, Invocations.EPOCH, Invocations.DEADLINE};
            ((Consumer<Object[]>) load(RUNTIME)).accept(found);
        } catch (Throwable fault) {
            System.err.println("thaw: could not start, the function goes on without: " + fault);
        }
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
