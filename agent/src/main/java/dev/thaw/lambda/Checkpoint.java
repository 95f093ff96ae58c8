package dev.thaw.lambda;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Diagnostics;
import dev.thaw.cache.Entry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * SnapStart: a connection in a snapshot would be one server session shared by every restored copy. So all that the cache
 * knows of is ended before the checkpoint: what is idle is closed, what is in use dropped, for a call under way may last;
 * its handle finds a new connection when it is used again. Nothing is kept until the restore, and what was in use across it
 * never. The agent's hook runs after the application's own, which may close what it holds before. A fault here is one line,
 * and ends no checkpoint ({@code decisions/034}).
 *
 * <p>The runtime's checkpoint API is that of CRaC in a package of its own, which a system property names; see
 * <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">AWS's documentation</a>.
 */
public final class Checkpoint implements InvocationHandler {
    /** A server that does not answer keeps no checkpoint waiting for longer. */
    private static final long LIMIT_MILLIS = 2_000;

    private static final String PACKAGE = "org.crac.Core.Compat";

    /** The runtime's context holds its resources weakly. */
    private static Object registered;

    private final Cache<? extends Entry> cache;
    private final Runnable restored;
    private final Diagnostics diagnostics;

    private Checkpoint(Cache<? extends Entry> cache, Runnable restored, Diagnostics diagnostics) {
        this.cache = cache;
        this.restored = restored;
        this.diagnostics = diagnostics;
    }

    /**
     * Registers for checkpoint and restore.
     *
     * @param restored run after each restore, before anything is kept again
     * @throws ReflectiveOperationException where the runtime has no such API: nothing may be cached then
     */
    public static void register(Cache<? extends Entry> cache, Runnable restored, Diagnostics diagnostics)
            throws ReflectiveOperationException {
        String home = System.getProperty(PACKAGE, "org.crac");
        ClassLoader runtime = ClassLoader.getSystemClassLoader();
        Class<?> resource = Class.forName(home + ".Resource", true, runtime);
        Object context = Class.forName(home + ".Core", true, runtime)
                .getMethod("getGlobalContext")
                .invoke(null);
        Object own = Proxy.newProxyInstance(
                runtime, new Class<?>[] {resource}, new Checkpoint(cache, restored, diagnostics));
        Class.forName(home + ".Context", true, runtime)
                .getMethod("register", resource)
                .invoke(context, own);
        registered = own;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        switch (method.getName()) {
            case "beforeCheckpoint":
                endAll();
                return null;
            case "afterRestore":
                keepAgain();
                return null;
            case "hashCode":
                return System.identityHashCode(proxy);
            case "equals":
                return proxy == arguments[0];
            default:
                return registered == proxy ? "Thaw" : "Thaw, not registered";
        }
    }

    private void endAll() {
        try {
            List<Goodbye> begun = Goodbye.to(cache.suspend(), true, diagnostics);
            begun.addAll(Goodbye.to(cache.inUse(), false, diagnostics));
            Goodbye.await(begun, System.nanoTime() + LIMIT_MILLIS * 1_000_000);
        } catch (InterruptedException inAHurry) {
            Thread.currentThread().interrupt();
        } catch (Throwable fault) {
            diagnostics.fault("connections may be open in the snapshot", fault);
        }
    }

    private void keepAgain() {
        try {
            restored.run();
            cache.resume();
        } catch (Throwable fault) {
            diagnostics.fault("nothing is kept after the restore", fault);
        }
    }
}
