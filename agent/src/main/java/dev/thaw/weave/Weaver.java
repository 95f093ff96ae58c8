package dev.thaw.weave;

import dev.thaw.cache.Diagnostics;
import dev.thaw.classfile.ConstantPool;
import dev.thaw.intercept.Callers;
import dev.thaw.intercept.Interceptor;
import dev.thaw.intercept.Wrappers;
import dev.thaw.session.DriverKind;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;

/**
 * Looks at every class that is loaded and weaves those that matter. Anything else costs a few comparisons of
 * its name. Never throws; thread-safe.
 */
public final class Weaver implements ClassFileTransformer {
    private static final byte[] PLAIN = HookedClass.PLAIN.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] WITH_CREDENTIALS = HookedClass.WITH_CREDENTIALS.getBytes(StandardCharsets.US_ASCII);

    private final BridgeHolder bridge;
    private final Callers callers;
    private final Askers askers;
    private final boolean anyDriver;
    private final Diagnostics diagnostics;

    private Weaver(BridgeHolder bridge, Callers callers, Askers askers, boolean anyDriver, Diagnostics diagnostics) {
        this.bridge = bridge;
        this.callers = callers;
        this.askers = askers;
        this.anyDriver = anyDriver;
        this.diagnostics = diagnostics;
    }

    /**
     * What weaves the classes that its caller shows it. A DriverManager that is loaded already is woven at once.
     *
     * @param driverManager the class where it is loaded already; else null
     * @param anyDriver also look at the DataSources of drivers that nobody has proven, since the operator named URLs
     * @throws ReflectiveOperationException where DriverManager is loaded already and cannot be reached
     * @throws UnmodifiableClassException likewise
     */
    public static ClassFileTransformer start(
            Instrumentation instrumentation,
            Class<?> driverManager,
            Interceptor interceptor,
            Callers callers,
            boolean anyDriver,
            Diagnostics diagnostics)
            throws ReflectiveOperationException, UnmodifiableClassException {
        Askers askers = new Askers();
        Object[] hooks = Bridge.to(interceptor, askers, diagnostics);
        BridgeHolder bridge =
                driverManager == null ? new FieldInDriverManager(hooks) : ClassInJavaSql.define(instrumentation, hooks);
        interceptor.wrappers().onFirstUse(new DriverConnects(instrumentation, bridge, diagnostics));
        Weaver weaver = new Weaver(bridge, callers, askers, anyDriver, diagnostics);
        if (driverManager == null) {
            return weaver;
        }
        instrumentation.addTransformer(weaver, true);
        try {
            instrumentation.retransformClasses(driverManager);
        } finally {
            instrumentation.removeTransformer(weaver);
        }
        return weaver;
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        if (loader == null || name == null) {
            return null;
        }
        try {
            if (name.equals(HookedClass.DRIVER_MANAGER) || name.equals(HookedClass.TOKENS)) {
                return HookedClass.weave(name, classFile, bridge);
            }
            callers.loaded(name);
            askers.loaded(loader, classFile);
            return isOfInterest(name, classFile) ? HookedClass.weave(name, classFile, bridge) : null;
        } catch (Throwable fault) {
            diagnostics.fault(name + " could not be woven", fault);
            return null;
        }
    }

    /** The name first, which is cheap; then the bytes; nothing is parsed for any other class. */
    private boolean isOfInterest(String name, byte[] classFile) {
        if (!anyDriver && (!name.contains("DataSource") || !isProven(name))) {
            return false;
        }
        return ConstantPool.has(classFile, PLAIN) || ConstantPool.has(classFile, WITH_CREDENTIALS);
    }

    private static boolean isProven(String name) {
        return DriverKind.ofClassName(name.replace('/', '.')) != null || name.equals(Wrappers.SOURCE);
    }
}
