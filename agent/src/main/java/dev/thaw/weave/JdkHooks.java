package dev.thaw.weave;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is done to the JDK, so that nothing has to look at every class from then on: {@code DriverManager} gets hooks, and
 * {@code ClassLoader} too where classes of several loaders matter. None of them is initialized or run by it. The first hook that
 * is called starts the agent.
 *
 * <p>The entry point makes one through its loader and gives what it has: the JVM's {@code Instrumentation}, a
 * {@code Runnable} that starts the agent, whether classes come from an archive, which no loader defines; of the field for the
 * hooks what it holds, the internal name of its class and its own; the internal name of the class of the loader that
 * Lambda's runtime makes for the function; and who shows it every class as it loads, {@code DriverManager} too, null for
 * nobody. It calls from one thread at a time; classes of other threads are shown to this and let through.
 */
public final class JdkHooks
        implements Function<Object[], ClassFileTransformer>,
                Predicate<String>,
                Runnable,
                ClassFileTransformer,
                BridgeHolder {
    private Object[] hooks;
    private String owner;
    private String field;
    private Instrumentation instrumentation;
    private Definitions definitions;
    private Throwable fault;
    /** Whether the class that was shown last has its hooks. */
    private boolean woven = false;

    /** Shows us every class as it loads; null where nobody does. */
    private ClassFileTransformer sight;

    private String functionLoader;
    private Object sourceHook;

    private boolean managerWoven = false;
    private boolean loaderWoven = false;
    private boolean archived = false;

    /** Weaves {@code DriverManager}, or waits for it to be shown. Gives back the transformer of what else matters. */
    @Override
    public ClassFileTransformer apply(Object[] given) {
        instrumentation = (Instrumentation) given[0];
        Runnable start = (Runnable) given[1];
        archived = (Boolean) given[2];
        hooks = (Object[]) given[3];
        if (hooks.length != Bridge.COUNT) {
            throw new IllegalStateException(hooks.length + " hooks");
        }
        owner = (String) given[4];
        field = (String) given[5];
        definitions = new Definitions(start);
        hooks[Bridge.DRIVER_MANAGER] = new FirstCall(start, this);
        hooks[Bridge.DEFINITION] = definitions;
        functionLoader = ((String) given[6]).replace('/', '.');
        sight = (ClassFileTransformer) given[7];
        try {
            if (sight == null) {
                weaveManager();
            }
        } catch (ClassNotFoundException otherJdk) {
            throw new IllegalStateException(otherJdk);
        }
        return definitions;
    }

    private void weaveManager() throws ClassNotFoundException {
        Class<?> manager;
        woven = false;
        // As it loads: this stays, should another agent have the class transformed anew.
        instrumentation.addTransformer(this);
        try {
            manager = Class.forName("java.sql.DriverManager", false, ClassLoader.getPlatformClassLoader());
        } finally {
            instrumentation.removeTransformer(this);
        }
        if (!woven) {
            retransform(manager, this);
        }
        if (!woven) {
            throw new IllegalStateException("DriverManager could not be woven", fault);
        }
    }

    /** Whether a class of this name has to be seen as it is defined. */
    @Override
    public boolean test(String name) {
        return definitions.wouldMatter(name);
    }

    /** From now on the classes of all loaders are looked at. */
    @Override
    public void run() {
        if (archived || !weaveLoader()) {
            instrumentation.addTransformer(definitions);
        }
    }

    /**
     * The agent has started, and this is a call: who shows every class, a thousand of the JDK's for one connection, is not needed any more.
     * Not while a class is being loaded, when nothing can be woven anew.
     */
    synchronized void settle() {
        if (sight == null) {
            return;
        }
        ClassFileTransformer shown = sight;
        sight = null;
        hooks[Bridge.DATA_SOURCE] = sourceHook;
        run();
        instrumentation.removeTransformer(shown);
        if (!managerWoven) {
            weaveManagerLate();
        }
    }

    /** Nobody shows it any more, and nobody has asked for it yet. */
    private void weaveManagerLate() {
        try {
            weaveManager();
        } catch (ClassNotFoundException | RuntimeException otherJdk) {
            System.err.println("thaw: DriverManager is left alone: " + otherJdk);
        }
    }

    /** False, with one line, where that cannot be done: this JDK is unknown, or the agent incomplete. */
    private boolean weaveLoader() {
        woven = false;
        retransform(ClassLoader.class, this);
        if (!woven) {
            System.err.println(
                    "thaw: ClassLoader could not be woven, so every class is looked at, which costs the start: "
                            + fault);
        }
        loaderWoven = woven;
        return woven;
    }

    /** The agent has started: calls go to these hooks, and what is defined to the weaver. */
    void leadTo(Object[] calls, Weaver weaver) {
        definitions.leadTo(weaver);
        // Behind that, so that what is loaded from now on is not missed.
        ClassLoader last = null;
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            ClassLoader loader = loaded.getClassLoader();
            if (loader != null) {
                weaver.wasLoaded(loaded.getName());
                // They come loader by loader.
                if (loader != last && !definitions.isOurs(loader)) {
                    weaver.wasThere(loader);
                }
                last = loader;
            }
        }
        sourceHook = calls[Bridge.DATA_SOURCE];
        System.arraycopy(calls, 0, hooks, 0, calls.length);
        if (sight != null) {
            hooks[Bridge.DATA_SOURCE] = new FirstSourceCall(this);
        }
    }

    /** The name of the class of the loader that Lambda's runtime makes for the function. */
    String functionLoader() {
        return functionLoader;
    }

    /** What answers a call of a DataSource, once the agent has started. */
    Object sourceHook() {
        return sourceHook;
    }

    /** What answers a call of {@code DriverManager} now. */
    Object managerHook() {
        return hooks[Bridge.DRIVER_MANAGER];
    }

    /** From now on {@link #isLoaderSilent} tells. */
    void listenToLoader() {
        definitions.count();
    }

    /** Whether {@code ClassLoader}, though woven, has told of no class since. */
    boolean isLoaderSilent() {
        return loaderWoven && !definitions.wereSeen();
    }

    /**
     * Another agent has had {@code ClassLoader} transformed anew after us, and our hook in it is gone: from now on every class
     * is looked at, and those that are loaded already are now.
     */
    void lookAtEveryClass() {
        instrumentation.addTransformer(definitions);
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (instrumentation.isModifiableClass(loaded)
                    && definitions.test(loaded.getClassLoader(), loaded.getName())) {
                retransform(loaded, definitions);
            }
        }
    }

    private void retransform(Class<?> loaded, ClassFileTransformer by) {
        instrumentation.addTransformer(by, true);
        try {
            instrumentation.retransformClasses(loaded);
        } catch (UnmodifiableClassException e) {
            throw new IllegalStateException(loaded.getName(), e);
        } finally {
            instrumentation.removeTransformer(by);
        }
    }

    /** {@code DriverManager} and {@code ClassLoader} with their hooks. */
    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        try {
            if (HookedClass.DRIVER_MANAGER.equals(name) || HookedClass.CLASS_LOADER.equals(name)) {
                byte[] hooked = HookedClass.weave(name, classFile, this);
                woven = hooked != null;
                managerWoven |= woven && HookedClass.DRIVER_MANAGER.equals(name);
                return hooked;
            }
        } catch (Throwable unknownJdk) {
            fault = unknownJdk;
        }
        return null;
    }

    @Override
    public String owner() {
        return owner;
    }

    @Override
    public String field() {
        return field;
    }
}
