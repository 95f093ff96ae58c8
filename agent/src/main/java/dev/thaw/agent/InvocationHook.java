package dev.thaw.agent;

import dev.thaw.classfile.ClassFile;
import dev.thaw.classfile.Op;
import dev.thaw.classfile.Prologue;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;

/**
 * Lets the runtime tell when an invocation begins: it makes one {@code LambdaContext} for each, with the time by which
 * it must be done. Source of the shape: aws-lambda-java-runtime-interface-client 2.9.0. Used by one thread.
 */
final class InvocationHook implements ClassFileTransformer {
    static final String CONTEXT = "com/amazonaws/services/lambda/runtime/api/client/api/LambdaContext";

    /** A memory size first, then the deadline; what follows may change. */
    private static final String PARAMETERS = "(IJ";

    private static final String INVOCATIONS = "dev/thaw/agent/Invocations";

    private boolean sawIt = false;
    private Throwable fault;

    /** The class with the hook in it; null where it is not made of a deadline. */
    static byte[] woven(byte[] classFile) throws ClassNotFoundException {
        // The runtime would meet a class that is missing.
        Class.forName(INVOCATIONS.replace('/', '.'));
        ClassFile file = new ClassFile(classFile);
        boolean woven = false;
        for (int method = 0; method < file.methodCount(); method++) {
            if (file.isNamed(method, "<init>") && file.descriptorStartsWith(method, PARAMETERS)) {
                Prologue code = new Prologue(2, 0).op(Op.LLOAD_2);
                file.prepend(method, code.op(Op.INVOKESTATIC, file.method(INVOCATIONS, "begin", "(J)V")));
                woven = true;
            }
        }
        return woven ? file.toBytes() : null;
    }

    /**
     * Weaves the runtime's class, which its main class has not loaded yet unless it came out of an AOT cache.
     *
     * @throws IllegalStateException where the JVM does not let us, or this agent is incomplete
     */
    static void into(ClassLoader runtime, Instrumentation instrumentation) {
        InvocationHook hook = new InvocationHook();
        instrumentation.addTransformer(hook, true);
        try {
            Class<?> context = Class.forName(CONTEXT.replace('/', '.'), false, runtime);
            if (!hook.sawIt) {
                instrumentation.retransformClasses(context);
            }
            if (hook.fault != null) {
                throw new IllegalStateException(hook.fault);
            }
        } catch (ClassNotFoundException notOnLambda) {
            // Nobody tells of invocations.
        } catch (UnmodifiableClassException e) {
            throw new IllegalStateException(e);
        } finally {
            instrumentation.removeTransformer(hook);
        }
    }

    @Override
    public byte[] transform(
            ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
        if (!CONTEXT.equals(name)) {
            return null;
        }
        sawIt = true;
        try {
            return woven(classFile);
        } catch (Throwable incomplete) {
            fault = incomplete;
            return null;
        }
    }
}
