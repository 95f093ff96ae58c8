package dev.thaw.weave;

import dev.thaw.classfile.ConstantPool;
import java.nio.charset.StandardCharsets;

/**
 * Whether all code that asks {@code DriverManager} comes from one class loader. DriverManager offers a caller only the
 * drivers that his loader sees, and to find out who calls takes longer than to hand out a connection (160 ns with C1), so
 * a remembered answer is given without looking while nobody else can be the caller. Thread-safe.
 *
 * <p>A class that calls DriverManager names it, so the first such class of another loader ends it for good. Not seen are
 * calls by reflection out of another loader, and out of one that the agent does not hear of (decision 010).
 */
final class Askers {
    private static final byte[] DRIVER_MANAGER = HookedClass.DRIVER_MANAGER.getBytes(StandardCharsets.US_ASCII);

    private final ClassLoader platform = ClassLoader.getPlatformClassLoader();
    private final ClassLoader system = ClassLoader.getSystemClassLoader();
    /** The application's: the first that loads anything, or asks. Not the system's where there is another one. */
    private volatile ClassLoader application;

    private volatile boolean several = false;

    /** Takes note of a caller; null is native code. */
    void called(Class<?> caller) {
        ClassLoader loader = caller == null ? null : caller.getClassLoader();
        if (application == null) {
            application = loader;
        }
        if (loader == null || loader != application) {
            several = true;
        }
    }

    /** Whether a class of this loader has to be looked at. The system loader has the runtime's, which has no database. */
    boolean mayBeElsewhere(ClassLoader loader) {
        return loader != application && !several && loader != system && loader != platform;
    }

    /** Takes note of a class that is being loaded. */
    void loaded(ClassLoader loader, byte[] classFile) {
        if (!mayBeElsewhere(loader)) {
            return;
        }
        if (application == null) {
            application = loader;
        } else if (ConstantPool.has(classFile, DRIVER_MANAGER)) {
            several = true;
        }
    }

    boolean areOfOneLoader() {
        return !several;
    }
}
