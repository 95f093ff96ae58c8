package dev.thaw.agent;

import dev.thaw.classfile.ClassFile;
import dev.thaw.classfile.Op;
import dev.thaw.classfile.Prologue;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.function.Supplier;

/**
 * An extra static field in a class of the JDK that every class can see; woven code finds its hooks there (decision 005). Made by
 * one thread; classes that other threads load meanwhile are shown to it and let through.
 *
 * <p>Its value reaches the static initializer of its class as the handler of uncaught exceptions of the thread that adds it, where
 * no other thread sees it.
 */
final class HookField implements ClassFileTransformer, Supplier<Object[]>, Thread.UncaughtExceptionHandler {
    /** A public static {@code Object[]}. */
    static final String NAME = "thaw$hooks";

    /** As many as {@code dev.thaw.weave.Bridge} has indexes, which checks that. */
    private static final int HOOKS = 8;

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

    private final Object[] hooks = new Object[HOOKS];
    private String owner;
    private boolean taken = false;
    private Throwable fault;

    /** Holds hooks, but nobody sees it. */
    HookField() {}

    /**
     * Adds it, as its class loads.
     *
     * @throws IllegalStateException where no class takes it
     * @throws ClassNotFoundException where this JDK is unknown
     */
    static HookField added(Instrumentation instrumentation) throws ClassNotFoundException {
        HookField field = new HookField();
        instrumentation.addTransformer(field);
        try {
            field.add();
        } finally {
            instrumentation.removeTransformer(field);
        }
        return field;
    }

    private void add() throws ClassNotFoundException {
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler(this);
        try {
            for (int i = 0; i < HOLDERS.length && !taken; i++) {
                owner = HOLDERS[i].replace('.', '/');
                Class.forName(HOLDERS[i], true, null);
            }
        } finally {
            // Without one of its own a thread tells its group.
            thread.setUncaughtExceptionHandler(before == thread.getThreadGroup() ? null : before);
        }
        if (!taken) {
            throw new IllegalStateException("no class takes the hooks", fault);
        }
    }

    /** What the field holds, empty at first. */
    Object[] hooks() {
        return hooks;
    }

    /** Internal name of the class that has it. */
    String owner() {
        return owner;
    }

    /** To the static initializer. */
    @Override
    public Object[] get() {
        taken = true;
        return hooks;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        thread.getThreadGroup().uncaughtException(thread, failure);
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        try {
            return owner.equals(name) ? withField(classFile) : null;
        } catch (Throwable unknownJdk) {
            fault = unknownJdk;
            return null;
        }
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
        file.addField(ACCESS, NAME, OBJECTS);
        Prologue fetch = new Prologue(1, 0);
        fetch.op(Op.INVOKESTATIC, file.method(THREAD, "currentThread", "()L" + THREAD + ";"));
        fetch.op(Op.INVOKEVIRTUAL, file.method(THREAD, "getUncaughtExceptionHandler", "()L" + HANDLER + ";"));
        fetch.op(Op.CHECKCAST, file.type(SUPPLIER));
        fetch.invokeInterface(file.interfaceMethod(SUPPLIER, "get", "()Ljava/lang/Object;"), 1);
        fetch.op(Op.CHECKCAST, file.type(OBJECTS)).op(Op.PUTSTATIC, file.field(owner, NAME, OBJECTS));
        int end = fetch.here();
        fetch.op(Op.RETURN);
        fetch.protect(0, end, fetch.here());
        fetch.frame(0, file.type("java/lang/Throwable"));
        fetch.op(Op.POP).op(Op.RETURN);
        file.addMethod(STATIC, "<clinit>", "()V", fetch);
        return file.toBytes();
    }
}
