package dev.thaw.weave;

import dev.thaw.cache.Diagnostics;
import dev.thaw.classfile.ConstantPool;
import dev.thaw.intercept.Callers;
import dev.thaw.intercept.Interceptor;
import dev.thaw.intercept.Wrappers;
import dev.thaw.session.DriverKind;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;

/** Weaves the classes that matter as they are defined. Anything else costs a few comparisons of its name. Thread-safe. */
public final class Weaver {
    private static final byte[] PLAIN = HookedClass.PLAIN.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WITH_CREDENTIALS = HookedClass.WITH_CREDENTIALS.getBytes(StandardCharsets.US_ASCII);

    private static final String TOKENS = HookedClass.TOKENS.replace('/', '.');

    private final BridgeHolder bridge;
    private final Callers callers;
    private final Askers askers;
    private final boolean anyDriver;
    private final Diagnostics diagnostics;

    Weaver(BridgeHolder bridge, Callers callers, Askers askers, boolean anyDriver, Diagnostics diagnostics) {
        this.bridge = bridge;
        this.callers = callers;
        this.askers = askers;
        this.anyDriver = anyDriver;
        this.diagnostics = diagnostics;
    }

    /**
     * Has the hooks in the JDK lead to the agent: calls to the interceptor, what is defined from now on to a weaver.
     *
     * @param anyDriver also look at the DataSources of drivers that nobody has proven, since the operator named URLs
     */
    public static void start(
            Instrumentation instrumentation,
            JdkHooks jdk,
            Interceptor interceptor,
            Callers callers,
            boolean anyDriver,
            Diagnostics diagnostics) {
        Askers askers = new Askers(jdk.functionLoader());
        interceptor.wrappers().onFirstUse(new DriverConnects(instrumentation, jdk, diagnostics));
        Object[] calls = Bridge.to(interceptor, askers, diagnostics);
        jdk.leadTo(calls, new Weaver(jdk, callers, askers, anyDriver, diagnostics));
    }

    /** Takes note of a class that is loaded, or was before the agent has started. */
    void wasLoaded(String name) {
        if (callers.loaded(name) && diagnostics.debugging()) {
            diagnostics.debug("what pools and transaction managers ask for is left alone: " + name + " was loaded");
        }
    }

    /** Takes note of a loader, not of the agent's, that had classes before the agent has started. */
    void wasThere(ClassLoader loader) {
        askers.wasThere(loader);
    }

    /** Whether a class of this name matters, should there be one. Takes note of nothing. */
    boolean wouldMatter(String name) {
        return mayHaveHooks(name) || callers.areIn(name);
    }

    /** Whether the class file of a class with this name, dots in it, has to be looked at. Takes note of pools. */
    boolean isWorthALook(ClassLoader loader, String name) {
        wasLoaded(name);
        return mayHaveHooks(name) || askers.mayBeElsewhere(loader);
    }

    /** The class file with hooks; null where it stays as it is. Never throws. */
    byte[] woven(ClassLoader loader, String name, byte[] classFile) {
        try {
            askers.loaded(loader, classFile);
            return isOfInterest(name, classFile) ? HookedClass.weave(name.replace('.', '/'), classFile, bridge) : null;
        } catch (Throwable fault) {
            diagnostics.fault(name + " could not be woven", fault);
            return null;
        }
    }

    /** The name first, which is cheap; then the bytes; nothing is parsed for any other class. */
    private boolean isOfInterest(String name, byte[] classFile) {
        return mayHaveHooks(name)
                && (name.equals(TOKENS)
                        || ConstantPool.has(classFile, PLAIN)
                        || ConstantPool.has(classFile, WITH_CREDENTIALS));
    }

    private boolean mayHaveHooks(String name) {
        return anyDriver || isOfJdbc(name) && isProven(name);
    }

    /**
     * Whether a class of this name has to do with JDBC. A token for a database is made before the database is asked for, and
     * has to be seen.
     */
    public static boolean isOfJdbc(String name) {
        return name.contains("DataSource") || name.equals(TOKENS);
    }

    private static boolean isProven(String name) {
        return DriverKind.ofClassName(name) != null || name.equals(Wrappers.SOURCE) || name.equals(TOKENS);
    }
}
