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
    private HookField field;
    /** Made through the isolating loader, and known here by what it implements. */
    private Object jdk;

    private FirstSight sight;
    /** Sees classes as they are defined; null until the JDK is woven. */
    private volatile ClassFileTransformer definitions;

    private int watched = 0;
    /** What {@link #watch} is told of is of no interest: all classes are seen, or nothing can be done. */
    private volatile boolean deaf = false;

    /** Not known to be registered yet; null where there is none to wait for. */
    private volatile InternalExtension extension;

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
        awaitExtension();
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

    /**
     * An extension is being registered. The first class that the function's loader is asked for waits for that: it comes before
     * the handler's, and so before the runtime asks for an invocation. Where nobody tells of that loader, this waits.
     */
    void expect(InternalExtension registering) {
        extension = registering;
        if (deaf) {
            awaitExtension();
        }
    }

    void awaitExtension() {
        InternalExtension expected = extension;
        if (expected != null) {
            expected.await();
            extension = null;
        }
    }

    /** Once for each time that {@link #watch} said true. */
    synchronized void unwatch() {
        if (--watched == 0) {
            instrumentation.removeTransformer(definitions);
        }
    }

    /** Weaves {@code DriverManager}, once. Never throws: where that fails one line says so, and nothing happens from then on. */
    private synchronized void post() {
        if (jdk != null || gaveUp) {
            return;
        }
        try {
            field = hookField();
            prepare();
        } catch (Throwable fault) {
            giveUp(fault);
        }
    }

    HookField hookField() throws ClassNotFoundException {
        return HookField.added(instrumentation);
    }

    /** Where there is a sight, {@code DriverManager} is not loaded yet and will be shown to what {@link #managerWeaver} is. */
    @SuppressWarnings("unchecked")
    private void prepare() throws Exception {
        Object[] given = {
            instrumentation, this, archived, field.hooks(), field.owner(), HookField.NAME, RuntimeHooks.LOADER, sight
        };
        Object hooks = load(JDK_HOOKS);
        ClassFileTransformer others = ((Function<Object[], ClassFileTransformer>) hooks).apply(given);
        jdk = hooks;
        definitions = others;
    }

    /**
     * Has every class shown to a {@link FirstSight} as it loads. Never throws: where that fails one line says so.
     *
     * @return false where it is too late for that
     */
    synchronized boolean seeAll() {
        try {
            if (FirstSight.isTooLate(instrumentation)) {
                return false;
            }
            // Now, since what is loaded while a class is shown to a transformer is itself shown to none.
            field = hookField();
            sight = new FirstSight(this);
            instrumentation.addTransformer(sight);
        } catch (Throwable fault) {
            giveUp(fault);
        }
        return true;
    }

    /** What weaves classes besides the JDK's, which are shown to it; null before the first of them has led to JDBC. */
    ClassFileTransformer definitions() {
        return definitions;
    }

    /** The same from the first on; null where nothing can be woven. */
    ClassFileTransformer definitionsShown() throws Exception {
        // Without the lock once that is done: under it the agent starts, and may load what the caller is loading.
        if (definitions == null) {
            prepareForSight();
        }
        return definitions;
    }

    /** What weaves {@code DriverManager}, which is shown to it; null where nothing can be woven. */
    ClassFileTransformer managerWeaver() throws Exception {
        return definitionsShown() == null ? null : (ClassFileTransformer) jdk;
    }

    private synchronized void prepareForSight() throws Exception {
        if (definitions == null && !gaveUp) {
            prepare();
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
        if (sight != null) {
            instrumentation.removeTransformer(sight);
        }
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
