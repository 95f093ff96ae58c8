package dev.thaw.weave;

import dev.thaw.cache.Diagnostics;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;

/**
 * Weaves {@code Driver.connect} of the proven drivers, once a wrapper is about to call it: those that are loaded, and
 * those that will be. Functions without a wrapper pay nothing. Thread-safe.
 */
final class DriverConnects implements ClassFileTransformer, Runnable {
    /** The classes that have the method, or have it in another version of their driver. */
    private static final String[] DRIVERS = {
        "com/mysql/cj/jdbc/NonRegisteringDriver",
        "org/mariadb/jdbc/Driver",
        "org/mariadb/jdbc/NonRegisteringDriver",
        "org/postgresql/Driver",
    };

    private final Instrumentation instrumentation;
    private final BridgeHolder bridge;
    private final Diagnostics diagnostics;

    DriverConnects(Instrumentation instrumentation, BridgeHolder bridge, Diagnostics diagnostics) {
        this.instrumentation = instrumentation;
        this.bridge = bridge;
        this.diagnostics = diagnostics;
    }

    /**
     * To be run once.
     *
     * @throws IllegalStateException where a driver that is loaded cannot be woven
     */
    @Override
    public void run() {
        // Stays: where another agent has a class transformed anew, what was woven before would be gone.
        instrumentation.addTransformer(this, true);
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> c : instrumentation.getAllLoadedClasses()) {
            if (isDriver(c.getName().replace('.', '/'))) {
                loaded.add(c);
            }
        }
        try {
            if (!loaded.isEmpty()) {
                instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
            }
        } catch (UnmodifiableClassException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        if (name == null || !isDriver(name)) {
            return null;
        }
        try {
            return HookedClass.weave(name, classFile, bridge);
        } catch (Throwable fault) {
            diagnostics.fault(name + " could not be woven", fault);
            return null;
        }
    }

    static boolean isDriver(String internalName) {
        for (String driver : DRIVERS) {
            if (driver.equals(internalName)) {
                return true;
            }
        }
        return false;
    }
}
