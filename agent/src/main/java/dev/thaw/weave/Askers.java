package dev.thaw.weave;

import dev.thaw.classfile.ConstantPool;
import java.nio.charset.StandardCharsets;

/**
 * Whether all code that asks {@code DriverManager} comes from one class loader. DriverManager offers a caller only the
 * drivers that his loader sees, and to find out who calls takes longer than to hand out a connection (160 ns with C1), so
 * a remembered answer is given without looking while nobody else can be the caller. Thread-safe.
 *
 * <p>A class that calls DriverManager names it, so the first such class of another loader ends it for good, and so does any
 * class that another loader had before the agent has started, since nobody looked into it. Not seen are calls by reflection
 * out of another loader, and out of one that the agent does not hear of (decision 010).
 */
final class Askers {
    private static final byte[] DRIVER_MANAGER = HookedClass.DRIVER_MANAGER.getBytes(StandardCharsets.US_ASCII);

    /** Its loaders have a class each, by which a method is called that was found by its name: no caller of anything. */
    private static final String REFLECTION = "jdk.internal.reflect.";

    private final ClassLoader platform = ClassLoader.getPlatformClassLoader();
    private final ClassLoader system = ClassLoader.getSystemClassLoader();
    private final String runtimes;
    /** The one that Lambda's runtime makes for the function; else the system's, once that asks. */
    private volatile ClassLoader application;

    private volatile boolean several = false;

    /**
     * @param runtimes the name of the class of which Lambda's runtime makes one loader for the function: where there is one,
     *     the system's has the runtime alone, which has no database
     */
    Askers(String runtimes) {
        this.runtimes = runtimes;
    }

    /** Takes note of a caller; null is native code. */
    void called(Class<?> caller) {
        ClassLoader loader = caller == null ? null : caller.getClassLoader();
        if (loader == null || !isApplications(loader)) {
            several = true;
        }
    }

    /** Takes note of a loader that had classes before the agent has started; null is the bootstrap loader. */
    void wasThere(ClassLoader loader) {
        if (loader != null
                && mayBeElsewhere(loader)
                && !isApplications(loader)
                && !loader.getClass().getName().startsWith(REFLECTION)) {
            several = true;
        }
    }

    /** Whether a class of this loader has to be looked at. What the system's loads is not: it may be the runtime's. */
    boolean mayBeElsewhere(ClassLoader loader) {
        return loader != application && !several && loader != system && loader != platform;
    }

    /** Takes note of a class that is being loaded. */
    void loaded(ClassLoader loader, byte[] classFile) {
        if (mayBeElsewhere(loader) && !isApplications(loader) && ConstantPool.has(classFile, DRIVER_MANAGER)) {
            several = true;
        }
    }

    private boolean isApplications(ClassLoader loader) {
        return loader == application || becomesApplications(loader);
    }

    private synchronized boolean becomesApplications(ClassLoader loader) {
        if (application == null
                && (loader == system || loader.getClass().getName().equals(runtimes))) {
            application = loader;
        }
        return loader == application;
    }

    boolean areOfOneLoader() {
        return !several;
    }
}
