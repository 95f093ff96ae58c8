package dev.thaw.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Waits for the first call or class that has to do with JDBC and only then starts the agent, so that a function which
 * never touches a database pays for next to nothing. Thread-safe.
 */
class Sentinel implements Runnable {
    private static final String RUNTIME = "dev.thaw.runtime.Thaw";
    private static final String JDK_HOOKS = "dev.thaw.weave.JdkHooks";

    private final Instrumentation instrumentation;
    private final boolean archived;
    /** Made through the isolating loader, and known here by what it implements. */
    private Object jdk;
    /** Sees classes as they are defined; null until the JDK is woven. */
    private volatile ClassFileTransformer definitions;

    private int watched = 0;
    /** What {@link #watch} is told of is of no interest: all classes are seen, or nothing can be done. */
    private volatile boolean deaf = false;

    private boolean started = false;
    private boolean gaveUp = false;
    private ClassLoader isolated;

    /** @param archived whether to look also at what comes from an archive of the JVM's, which costs the start */
    Sentinel(Instrumentation instrumentation, boolean archived) {
        this.instrumentation = instrumentation;
        this.archived = archived;
    }

    /**
     * A class is about to be loaded: the first that leads to JDBC has {@code DriverManager} woven. True where the class may
     * have to be woven, which is done until {@link #unwatch}: while there is a transformer all classes cost more.
     */
    @SuppressWarnings("unchecked")
    boolean watch(String name) {
        if (deaf) {
            return false;
        }
        if (definitions == null && FunctionClasses.leadsToJdbc(name)) {
            post();
        }
        if (definitions == null || !((Predicate<String>) jdk).test(name)) {
            return false;
        }
        synchronized (this) {
            if (watched++ == 0) {
                instrumentation.addTransformer(definitions);
            }
        }
        return true;
    }

    /** Once for each time that {@link #watch} said true. */
    synchronized void unwatch() {
        if (--watched == 0) {
            instrumentation.removeTransformer(definitions);
        }
    }

    /** Weaves {@code DriverManager}, once. Never throws: where that fails one line says so, and nothing happens from then on. */
    @SuppressWarnings("unchecked")
    private synchronized void post() {
        if (jdk != null || gaveUp) {
            return;
        }
        try {
            Object[] given = {instrumentation, this, archived};
            jdk = load(JDK_HOOKS);
            definitions = ((Function<Object[], ClassFileTransformer>) jdk).apply(given);
        } catch (Throwable fault) {
            giveUp(fault);
        }
    }

    /** Has what all loaders define looked at too, once. Never throws. */
    synchronized void postEverywhere() {
        if (deaf) {
            return;
        }
        post();
        try {
            if (definitions != null) {
                ((Runnable) jdk).run();
            }
        } catch (Throwable fault) {
            giveUp(fault);
        }
        deaf = true;
    }

    /** Says so in one line; nothing happens from then on. An agent that has started goes on without this one class. */
    synchronized void giveUp(Throwable fault) {
        if (!started) {
            started = true;
            end(fault);
        }
    }

    private void end(Throwable fault) {
        gaveUp = true;
        deaf = true;
        ThawAgent.notStarted(fault);
    }

    synchronized boolean hasGivenUp() {
        return gaveUp;
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
            end(fault);
        }
    }

    /** A new object of one of the agent's own classes. */
    Object load(String className) throws Exception {
        if (isolated == null) {
            isolated = IsolatingLoader.ofThisJar();
        }
        return isolated.loadClass(className).getDeclaredConstructor().newInstance();
    }
}
