package dev.thaw.weave;

import dev.thaw.classfile.ClassFile;
import dev.thaw.classfile.Op;
import dev.thaw.classfile.Prologue;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is done to the JDK, so that nothing has to look at every class from then on: a class that every other one sees gets a
 * field for the hooks, {@code DriverManager} gets its own, and {@code ClassLoader} too where classes of several loaders matter.
 * None of them is initialized or run by it. The first hook that is called starts the agent.
 *
 * <p>The entry point makes one through its loader and gives what it has: the JVM's {@code Instrumentation}, a
 * {@code Runnable} that starts the agent, and whether classes come from an archive, which no loader defines. It calls from one thread at a time; classes of other threads are shown to
 * this and let through.
 */
public final class JdkHooks
        implements Function<Object[], ClassFileTransformer>,
                Predicate<String>,
                Runnable,
                ClassFileTransformer,
                BridgeHolder {
    private static final String FIELD = "thaw$hooks";
    private static final String THREAD = "java/lang/Thread";
    private static final String HANDLER = "java/lang/Thread$UncaughtExceptionHandler";
    private static final String SUPPLIER = "java/util/function/Supplier";
    private static final String OBJECTS = "[Ljava/lang/Object;";
    /** public, static, synthetic */
    private static final int ACCESS = 0x1009;

    private static final int STATIC = 0x0008;

    /** Of java.base, exported, with a serial version of their own, and hardly ever used: the first that is not loaded yet. */
    private static final String[] HOLDERS = {
        "java.util.TooManyListenersException",
        "java.util.IllformedLocaleException",
        "java.util.IllegalFormatCodePointException",
        "java.util.DuplicateFormatFlagsException",
    };

    private final Object[] hooks = new Object[Bridge.COUNT];
    private String owner;
    private Instrumentation instrumentation;
    private Definitions definitions;
    private Throwable fault;
    /** Whether the class that was shown last has its hooks. */
    private boolean woven = false;

    private boolean loaderWoven = false;
    private boolean archived = false;

    /** Weaves {@code DriverManager}. Gives back the transformer of what else matters. */
    @Override
    public ClassFileTransformer apply(Object[] given) {
        instrumentation = (Instrumentation) given[0];
        Runnable start = (Runnable) given[1];
        archived = (Boolean) given[2];
        definitions = new Definitions(start);
        hooks[Bridge.DRIVER_MANAGER] = new FirstCall(start, this);
        hooks[Bridge.DEFINITION] = definitions;
        try {
            weaveManager();
        } catch (ClassNotFoundException otherJdk) {
            throw new IllegalStateException(otherJdk);
        }
        return definitions;
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

    private void weaveManager() throws ClassNotFoundException {
        Class<?> manager;
        // As it loads: this stays, should another agent have the class transformed anew.
        instrumentation.addTransformer(this);
        try {
            addField();
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

    /** The class takes the hooks in its static initializer. */
    private void addField() throws ClassNotFoundException {
        HookHandover handover = new HookHandover(hooks);
        for (String name : HOLDERS) {
            owner = name.replace('.', '/');
            if (handover.isTakenBy(name)) {
                return;
            }
        }
        throw new IllegalStateException("no class takes the hooks", fault);
    }

    /** The agent has started: calls go to these hooks, and what is defined to the weaver. */
    void leadTo(Object[] calls, Weaver weaver) {
        definitions.leadTo(weaver);
        // Behind that, so that what is loaded from now on is not missed.
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            if (loaded.getClassLoader() != null) {
                weaver.wasLoaded(loaded.getName());
            }
        }
        System.arraycopy(calls, 0, hooks, 0, calls.length);
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

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        try {
            if (owner.equals(name)) {
                return withField(classFile);
            }
            if (HookedClass.DRIVER_MANAGER.equals(name) || HookedClass.CLASS_LOADER.equals(name)) {
                byte[] hooked = HookedClass.weave(name, classFile, this);
                woven = hooked != null;
                return hooked;
            }
        } catch (Throwable unknownJdk) {
            fault = unknownJdk;
        }
        return null;
    }

    /**
     * What is handed over; nothing in any other thread, which may load the class at the same time:
     *
     * <pre>{@code
     * static {
     *     try {
     *         thaw$hooks = (Object[]) ((Supplier) Thread.currentThread().getUncaughtExceptionHandler()).get();
     *     } catch (Throwable notOurs) { }
     * }
     * }</pre>
     */
    private byte[] withField(byte[] classFile) {
        ClassFile file = new ClassFile(classFile);
        file.addField(ACCESS, FIELD, OBJECTS);
        Prologue fetch = new Prologue(1, 0);
        fetch.op(Op.INVOKESTATIC, file.method(THREAD, "currentThread", "()L" + THREAD + ";"));
        fetch.op(Op.INVOKEVIRTUAL, file.method(THREAD, "getUncaughtExceptionHandler", "()L" + HANDLER + ";"));
        fetch.op(Op.CHECKCAST, file.type(SUPPLIER));
        fetch.invokeInterface(file.interfaceMethod(SUPPLIER, "get", "()Ljava/lang/Object;"), 1);
        fetch.op(Op.CHECKCAST, file.type(OBJECTS)).op(Op.PUTSTATIC, file.field(owner, FIELD, OBJECTS));
        int taken = fetch.here();
        fetch.op(Op.RETURN);
        fetch.protect(0, taken, fetch.here());
        fetch.frame(0, file.type("java/lang/Throwable"));
        fetch.op(Op.POP).op(Op.RETURN);
        file.addMethod(STATIC, "<clinit>", "()V", fetch);
        return file.toBytes();
    }

    @Override
    public String owner() {
        return owner;
    }

    @Override
    public String field() {
        return FIELD;
    }
}
