package dev.thaw.agent;

import dev.thaw.classfile.ClassFile;
import dev.thaw.classfile.Op;
import dev.thaw.classfile.Prologue;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;

/**
 * Has Lambda's runtime tell two things: when an invocation begins, of which it makes one {@code LambdaContext} with the time
 * by which it must be done; and what the loader is asked for that it makes for the function. Source of both shapes:
 * aws-lambda-java-runtime-interface-client 2.9.0. Called by one thread; other threads' classes are shown to it and let through.
 */
final class RuntimeHooks implements ClassFileTransformer {
    private static final String CLIENT = "com/amazonaws/services/lambda/runtime/api/client/";
    static final String CONTEXT = CLIENT + "api/LambdaContext";
    static final String LOADER = CLIENT + "CustomerClassLoader";

    /** A memory size first, then the deadline; what follows may change. */
    private static final String PARAMETERS = "(IJ";

    /** It asks its parent before itself, by this one method. */
    private static final String INHERITED = "java/net/URLClassLoader";

    private static final String LOAD_CLASS = "loadClass";
    private static final String BY_NAME = "(Ljava/lang/String;Z)Ljava/lang/Class;";
    /** protected, synthetic */
    private static final int ACCESS = 0x1004;

    private final ClassLoader runtime;
    private final Instrumentation instrumentation;
    /** Whether the class that was asked for last was shown to this as it loaded. */
    private boolean shown = false;
    /** Whether it has its hooks. */
    private boolean woven = false;

    private boolean there = false;
    private Throwable fault;

    /** @param runtime the loader of the runtime's own classes */
    RuntimeHooks(ClassLoader runtime, Instrumentation instrumentation) {
        this.runtime = runtime;
        this.instrumentation = instrumentation;
    }

    /**
     * {@link Invocations} is told; nobody tells it where this is not Lambda.
     *
     * @throws IllegalStateException where the JVM does not let us, or this agent is incomplete
     */
    void tellOfInvocations() {
        Class<?> context = load(CONTEXT);
        if (context != null && !woven) {
            instrumentation.addTransformer(this, true);
            try {
                instrumentation.retransformClasses(context);
            } catch (UnmodifiableClassException e) {
                throw new IllegalStateException(e);
            } finally {
                instrumentation.removeTransformer(this);
            }
        }
        complain();
    }

    /**
     * {@link FunctionClasses} is told; false where the runtime makes no such loader, or where its class is loaded already
     * ({@link #wasThere}) and can get no method more.
     *
     * @throws IllegalStateException where this agent is incomplete
     */
    boolean tellOfClasses() {
        there = load(LOADER) != null && !shown;
        complain();
        return woven;
    }

    /** Whether the loader's class had been loaded before: out of an AOT cache, since nobody had asked for it. */
    boolean wasThere() {
        return there;
    }

    /** Loads a class of the runtime's, which its main class has not done yet unless it came out of an AOT cache. */
    private Class<?> load(String name) {
        woven = false;
        shown = false;
        // As it loads: this stays, should another agent have the class transformed anew.
        instrumentation.addTransformer(this);
        try {
            return Class.forName(name.replace('/', '.'), false, runtime);
        } catch (ClassNotFoundException notOnLambda) {
            return null;
        } finally {
            instrumentation.removeTransformer(this);
        }
    }

    private void complain() {
        if (fault != null) {
            throw new IllegalStateException(fault);
        }
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        try {
            byte[] hooked = null;
            if (CONTEXT.equals(name)) {
                shown = true;
                hooked = withInvocations(classFile);
            } else if (LOADER.equals(name)) {
                shown = true;
                hooked = withClasses(classFile);
            }
            woven |= hooked != null;
            return hooked;
        } catch (Throwable incomplete) {
            fault = incomplete;
            return null;
        }
    }

    /** The class with a hook in its constructors; null where it is not made of a deadline. */
    static byte[] withInvocations(byte[] classFile) throws ClassNotFoundException {
        ClassFile file = new ClassFile(classFile);
        boolean woven = false;
        for (int method = 0; method < file.methodCount(); method++) {
            if (file.isNamed(method, "<init>") && file.descriptorStartsWith(method, PARAMETERS)) {
                Prologue code = new Prologue(2, 0).op(Op.LLOAD_2);
                file.prepend(method, code.op(Op.INVOKESTATIC, file.method(ours("Invocations"), "begin", "(J)V")));
                woven = true;
            }
        }
        return woven ? file.toBytes() : null;
    }

    /**
     * The class with one more method; null where its shape is unknown:
     *
     * <pre>{@code
     * protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
     *     boolean watched = FunctionClasses.wanted(name);
     *     Class<?> found = null;
     *     try {
     *         return found = super.loadClass(name, resolve);
     *     } finally {
     *         FunctionClasses.loaded(found, watched);
     *     }
     * }
     * }</pre>
     */
    static byte[] withClasses(byte[] classFile) throws ClassNotFoundException {
        ClassFile file = new ClassFile(classFile);
        if (!file.extendsType(INHERITED)) {
            return null;
        }
        for (int method = 0; method < file.methodCount(); method++) {
            if (file.isNamed(method, LOAD_CLASS)) {
                return null;
            }
        }
        String told = ours("FunctionClasses");
        int wanted = file.method(told, "wanted", "(Ljava/lang/String;)Z");
        int loaded = file.method(told, "loaded", "(Ljava/lang/Class;Z)V");
        int inherited = file.method(INHERITED, LOAD_CLASS, BY_NAME);
        Prologue code = new Prologue(3, 4, file.thisClass(), file.type("java/lang/String"), Prologue.INT, Prologue.INT);
        code.load(1).op(Op.INVOKESTATIC, wanted).storeInt(3);
        int start = code.here();
        code.load(0).load(1).loadInt(2).op(Op.INVOKESPECIAL, inherited);
        int end = code.here();
        code.op(Op.DUP).loadInt(3).op(Op.INVOKESTATIC, loaded).op(Op.ARETURN);
        code.protect(start, end, code.here());
        code.frame(0, file.type("java/lang/Throwable"));
        code.op(Op.ACONST_NULL).loadInt(3).op(Op.INVOKESTATIC, loaded).op(Op.ATHROW);
        file.addMethod(ACCESS, LOAD_CLASS, BY_NAME, code);
        return file.toBytes();
    }

    /** The runtime would meet a class that is missing. */
    private static String ours(String name) throws ClassNotFoundException {
        Class.forName("dev.thaw.agent." + name);
        return "dev/thaw/agent/" + name;
    }
}
