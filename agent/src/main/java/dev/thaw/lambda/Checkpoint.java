package dev.thaw.lambda;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Disposal;
import dev.thaw.cache.Entry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * SnapStart: a connection in a snapshot would be one server session shared by every restored copy. So nothing of the
 * cache is open at the checkpoint, nothing is kept until the restore, and what was in use across it is never kept.
 * The agent's hook runs after the application's own, which may close what it holds before.
 *
 * <p>The runtime's checkpoint API is that of CRaC in a package of its own, which a system property names; see
 * <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">AWS's documentation</a>.
 */
public final class Checkpoint implements InvocationHandler {
    private static final String PACKAGE = "org.crac.Core.Compat";

    /** The runtime's context holds its resources weakly. */
    private static Object registered;

    private final Cache<? extends Entry> cache;

    private final Runnable restored;

    private Checkpoint(Cache<? extends Entry> cache, Runnable restored) {
        this.cache = cache;
        this.restored = restored;
    }

    /**
     * Registers for checkpoint and restore.
     *
     * @param restored run after each restore, before anything is kept again
     * @throws ReflectiveOperationException where the runtime has no such API: nothing may be cached then
     */
    public static void register(Cache<? extends Entry> cache, Runnable restored) throws ReflectiveOperationException {
        String home = System.getProperty(PACKAGE, "org.crac");
        ClassLoader runtime = ClassLoader.getSystemClassLoader();
        Class<?> resource = Class.forName(home + ".Resource", true, runtime);
        Object context = Class.forName(home + ".Core", true, runtime)
                .getMethod("getGlobalContext")
                .invoke(null);
        Object own = Proxy.newProxyInstance(runtime, new Class<?>[] {resource}, new Checkpoint(cache, restored));
        Class.forName(home + ".Context", true, runtime)
                .getMethod("register", resource)
                .invoke(context, own);
        registered = own;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        switch (method.getName()) {
            case "beforeCheckpoint":
                for (Entry idle : cache.suspend()) {
                    Disposal.close(idle.connection());
                }
                // What the application keeps open is dead in every restored copy; its handle finds a new one there.
                for (Entry used : cache.inUse()) {
                    Disposal.close(used.connection());
                }
                return null;
            case "afterRestore":
                restored.run();
                cache.resume();
                return null;
            case "hashCode":
                return System.identityHashCode(proxy);
            case "equals":
                return proxy == arguments[0];
            default:
                return registered == proxy ? "Thaw" : "Thaw, not registered";
        }
    }
}
