package dev.thaw.weave;

import dev.thaw.classfile.ClassFile;
import dev.thaw.classfile.Op;
import dev.thaw.classfile.Prologue;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What is done to the JDK, so that nothing has to look at every class from then on: a class that every other one sees gets a
 * field for the hooks, {@code DriverManager} gets its own, and {@code ClassLoader} too where classes of several loaders matter.
 * None of them is initialized or run by it. The first hook that is called starts the agent.
 *
 * <p>The entry point makes one through its loader and gives what it has: the JVM's {@code Instrumentation} and a
 * {@code Runnable} that starts the agent. It calls from one thread at a time.
 */
public final class JdkHooks
        implements Function<Object[], Object[]>, Consumer<Boolean>, ClassFileTransformer, BridgeHolder {
    private static final String FIELD = "thaw$hooks";
    private static final String PROPERTY = "dev.thaw.hooks";
    private static final String OBJECTS = "[Ljava/lang/Object;";
    /** public, static, synthetic */
    private static final int ACCESS = 0x1009;

    private static final int STATIC = 0x0008;

    /** Of java.base, exported, with a serial version of their own, and hardly ever used: the first that is not loaded yet. */
    private static final String[] HOLDERS = {"java.util.TooManyListenersException", "java.util.IllformedLocaleException"
    };

    private final Object[] hooks = new Object[Bridge.COUNT];
    private String owner;
    private Instrumentation instrumentation;
    private Definitions definitions;
    private Throwable fault;
    /** Whether the class that was shown last has its hooks. */
    private boolean woven = false;

    private boolean loaderWoven = false;

    /** Weaves {@code DriverManager}. Gives back this, and the transformer, a {@code BiPredicate} too, of what else matters. */
    @Override
    public Object[] apply(Object[] given) {
        instrumentation = (Instrumentation) given[0];
        Runnable start = (Runnable) given[1];
        definitions = new Definitions(start);
        hooks[Bridge.DRIVER_MANAGER] = new FirstCall(start, this);
        hooks[Bridge.DEFINITION] = definitions;
        try {
            weaveManager();
        } catch (ClassNotFoundException otherJdk) {
            throw new IllegalStateException(otherJdk);
        }
        return new Object[] {this, definitions};
    }

    /**
     * From now on the classes of all loaders are looked at.
     *
     * @param archived also those that come from an archive of the JVM's
     */
    @Override
    public void accept(Boolean archived) {
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

    /**
     * The class takes the hooks from the system properties in its static initializer, at once, and removes them there:
     * nothing else that JDK code and this loader share can hold an object.
     */
    private void addField() throws ClassNotFoundException {
        for (String name : HOLDERS) {
            owner = name.replace('.', '/');
            System.getProperties().put(PROPERTY, hooks);
            Class.forName(name, true, null);
            if (System.getProperties().remove(PROPERTY) == null) {
                return;
            }
        }
        throw new IllegalStateException("no class takes the hooks", fault);
    }

    /** The agent has started: calls go to these hooks, and what is defined to the weaver. */
    void leadTo(Object[] calls, Weaver weaver) {
        definitions.leadTo(weaver);
        // Behind that, so that none is missed.
        for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
            ClassLoader loader = loaded.getClassLoader();
            if (loader != null && !definitions.isOurs(loader)) {
                weaver.wasLoaded(loader, loaded.getName());
            }
        }
        System.arraycopy(calls, 0, hooks, 0, calls.length);
    }

    /** What answers a call of {@code DriverManager} now. */
    Object managerHook() {
        return hooks[Bridge.DRIVER_MANAGER];
    }

    /** Whether {@code ClassLoader}, though woven, has not told of any class since the last time that this was asked. */
    boolean isLoaderSilent() {
        return !definitions.wereSeen() && loaderWoven;
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

    /** {@code static { thaw$hooks = (Object[]) System.getProperties().remove(PROPERTY); }} */
    private byte[] withField(byte[] classFile) {
        ClassFile file = new ClassFile(classFile);
        file.addField(ACCESS, FIELD, OBJECTS);
        Prologue fetch = new Prologue(2, 0)
                .op(Op.INVOKESTATIC, file.method("java/lang/System", "getProperties", "()Ljava/util/Properties;"))
                .op(Op.LDC_W, file.string(PROPERTY))
                .op(
                        Op.INVOKEVIRTUAL,
                        file.method("java/util/Properties", "remove", "(Ljava/lang/Object;)Ljava/lang/Object;"))
                .op(Op.CHECKCAST, file.type(OBJECTS))
                .op(Op.PUTSTATIC, file.field(owner, FIELD, OBJECTS))
                .op(Op.RETURN);
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
