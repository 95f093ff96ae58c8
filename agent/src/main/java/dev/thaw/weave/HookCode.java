package dev.thaw.weave;

import dev.thaw.classfile.ClassFile;
import dev.thaw.classfile.Op;
import dev.thaw.classfile.Prologue;

/**
 * What is put ahead of the methods that give connections. Around one whose result counts:
 *
 * <pre>{@code
 * Object before = hooks[..].apply(subject, arguments);                // fault: to the body
 * if (before == null) goto body;
 * if (before instanceof Connection) return before;
 * if (before instanceof Properties) info = before;
 * try {
 *     opened = this method(arguments);                                // its hook answers null
 * } catch (Throwable failure) {
 *     Connection answer = hooks[THREW].apply(failure);                // fault: as null
 *     if (answer != null) return answer;
 *     throw failure;
 * }
 * return hooks[RETURNED].apply(opened);                               // fault: return opened
 * body:
 * }</pre>
 *
 * <p>The method calls itself, so that its own instructions stay as they are, whatever they are, and so that a class
 * which is loaded already can be woven too. A fault of the bridge never reaches the caller: the body's own result does.
 */
final class HookCode {
    private static final String FUNCTION = "java/util/function/Function";
    private static final String BI_FUNCTION = "java/util/function/BiFunction";
    private static final String OF_ONE = "(Ljava/lang/Object;)Ljava/lang/Object;";
    private static final String OF_TWO = "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";
    /** More than any of these sequences needs. */
    private static final int STACK = 7;
    /** No local: the properties cannot be changed. */
    private static final int NONE = -1;

    private final ClassFile file;
    private final BridgeHolder bridge;
    private final int object;
    private final int string;
    private final int connection;
    private final int properties;
    private final int throwable;

    HookCode(ClassFile file, BridgeHolder bridge) {
        this.file = file;
        this.bridge = bridge;
        object = file.type("java/lang/Object");
        string = file.type("java/lang/String");
        connection = file.type("java/sql/Connection");
        properties = file.type("java/util/Properties");
        throwable = file.type("java/lang/Throwable");
    }

    /** For the static method of URL, Properties and caller. */
    Prologue aroundWorker() {
        Prologue code = new Prologue(STACK, 4, string, properties, file.type("java/lang/Class"));
        hook(code, Bridge.DRIVER_MANAGER, BI_FUNCTION).load(2);
        pair(code, 0, 1);
        apply(code, BI_FUNCTION, OF_TWO, 3);
        int body = leaveUnlessOpening(code, 1);
        int start = code.here();
        code.load(0).load(1).load(2).op(Op.INVOKESTATIC, file.ownMethod(HookedClass.METHOD, HookedClass.WORKER));
        return result(code, start, 3, body);
    }

    /** For a DataSource's method of this descriptor. */
    Prologue aroundSource(String descriptor) {
        boolean plain = descriptor.equals(HookedClass.PLAIN);
        int own = file.thisClass();
        Prologue code = plain ? new Prologue(STACK, 2, own) : new Prologue(STACK, 4, own, string, string);
        hook(code, Bridge.DATA_SOURCE, BI_FUNCTION).load(0);
        if (plain) {
            code.op(Op.ACONST_NULL);
        } else {
            pair(code, 1, 2);
        }
        apply(code, BI_FUNCTION, OF_TWO, 3);
        int body = leaveUnlessOpening(code, NONE);
        int start = code.here();
        code.load(0);
        if (!plain) {
            code.load(1).load(2);
        }
        // Not virtual: a subclass that overrides the method has called this one.
        code.op(Op.INVOKESPECIAL, file.ownMethod(HookedClass.METHOD, descriptor));
        return result(code, start, plain ? 1 : 3, body);
    }

    /**
     * For the static method of URL, user and password: the way of a call that was asked before, which allocates nothing.
     *
     * <pre>{@code
     * BiFunction byUser = hooks[REMEMBERED].apply(url);                   // fault: to the body
     * if (byUser == null) goto body;
     * Connection cached = byUser.apply(user, password);
     * if (cached != null) return cached;
     * body:
     * }</pre>
     */
    Prologue remembered() {
        Prologue code = new Prologue(STACK, 3, string, string, string);
        hook(code, Bridge.REMEMBERED, FUNCTION).load(0);
        apply(code, FUNCTION, OF_ONE, 2);
        code.op(Op.CHECKCAST, file.type(BI_FUNCTION)).op(Op.DUP);
        int nothing = code.jump(Op.IFNULL);
        code.load(1).load(2);
        apply(code, BI_FUNCTION, OF_TWO, 3);
        code.op(Op.CHECKCAST, connection).op(Op.DUP);
        int none = code.jump(Op.IFNULL);
        code.op(Op.ARETURN);
        caught(code, 0, code.here(), 0);
        code.land(nothing);
        code.land(none);
        code.frame(0, object);
        code.op(Op.POP);
        return code;
    }

    /** For a driver's method of URL and Properties. */
    Prologue aroundConnect() {
        Prologue code = new Prologue(STACK, 4, file.thisClass(), string, properties);
        hook(code, Bridge.DRIVER, BI_FUNCTION).load(0);
        pair(code, 1, 2);
        apply(code, BI_FUNCTION, OF_TWO, 3);
        int body = leaveUnlessOpening(code, 2);
        int start = code.here();
        code.load(0).load(1).load(2);
        code.op(Op.INVOKESPECIAL, file.ownMethod(HookedClass.CONNECT, HookedClass.BY_PROPERTIES));
        return result(code, start, 3, body);
    }

    /**
     * For the method that makes tokens, which tells of each:
     *
     * <pre>{@code
     * if (hooks[TOKEN].apply(this, null) == null) goto body;              // fault: to the body
     * token = this method(request);                                       // its hook answers null
     * hooks[TOKEN].apply(this, token);                                    // fault: is ignored
     * return token;
     * body:
     * }</pre>
     */
    Prologue aroundTokens() {
        Prologue code = new Prologue(STACK, 3, file.thisClass(), file.type(HookedClass.TOKEN_REQUEST));
        hook(code, Bridge.TOKEN, BI_FUNCTION).load(0).op(Op.ACONST_NULL);
        apply(code, BI_FUNCTION, OF_TWO, 3);
        code.op(Op.DUP);
        int body = code.jump(Op.IFNULL);
        code.op(Op.POP);
        int start = code.here();
        code.load(0).load(1);
        code.op(Op.INVOKESPECIAL, file.ownMethod(HookedClass.MAKE_TOKEN, HookedClass.TOKEN_OF_REQUEST));
        code.store(2);
        int made = code.here();
        hook(code, Bridge.TOKEN, BI_FUNCTION).load(0).load(2);
        apply(code, BI_FUNCTION, OF_TWO, 3);
        code.op(Op.POP).load(2).op(Op.ARETURN);
        code.protect(made, code.here(), code.here());
        code.frame(string, throwable);
        code.op(Op.POP).load(2).op(Op.ARETURN);

        caught(code, 0, start, 0);
        code.land(body);
        code.frame(0, object);
        code.op(Op.POP);
        return code;
    }

    /** The hook's answer is on the stack; behind this a connection shall be opened. Returns the jump to the body. */
    private int leaveUnlessOpening(Prologue code, int propertiesLocal) {
        code.op(Op.DUP);
        int body = code.jump(Op.IFNULL);
        code.op(Op.DUP).op(Op.INSTANCEOF, connection);
        int open = code.jump(Op.IFEQ);
        code.op(Op.CHECKCAST, connection).op(Op.ARETURN);
        code.land(open);
        code.frame(0, object);
        if (propertiesLocal != NONE) {
            code.op(Op.DUP).op(Op.INSTANCEOF, properties);
            int unchanged = code.jump(Op.IFEQ);
            code.op(Op.DUP).op(Op.CHECKCAST, properties).store(propertiesLocal);
            code.land(unchanged);
            code.frame(0, object);
        }
        code.op(Op.POP);
        return body;
    }

    /** @param start where the call that has just been written begins; everything before it is the entry hook's */
    private Prologue result(Prologue code, int start, int spare, int body) {
        int opened = code.here();
        code.store(spare);
        int returned = code.here();
        hook(code, Bridge.RETURNED, FUNCTION).load(spare);
        apply(code, FUNCTION, OF_ONE, 2);
        code.op(Op.CHECKCAST, connection).op(Op.ARETURN);
        code.protect(returned, code.here(), code.here());
        code.frame(connection, throwable);
        code.op(Op.POP).load(spare).op(Op.ARETURN);

        code.protect(start, opened, code.here());
        code.frame(0, throwable);
        code.store(spare);
        int threw = code.here();
        hook(code, Bridge.THREW, FUNCTION).load(spare);
        apply(code, FUNCTION, OF_ONE, 2);
        code.op(Op.CHECKCAST, connection).op(Op.DUP);
        int rethrow = code.jump(Op.IFNULL);
        code.op(Op.ARETURN);
        caught(code, threw, code.here(), throwable);
        code.land(rethrow);
        code.frame(throwable, object);
        code.op(Op.POP).load(spare).op(Op.ATHROW);

        caught(code, 0, start, 0);
        code.land(body);
        code.frame(0, object);
        code.op(Op.POP);
        return code;
    }

    /**
     * A fault in a range: as if null had been answered, which is on the stack behind this. A place of its own, since C1, the
     * compiler that Lambda uses, leaves a method to the interpreter whose handlers can also be jumped to.
     */
    private void caught(Prologue code, int from, int to, int local) {
        code.protect(from, to, code.here());
        code.frame(local, throwable);
        code.op(Op.POP).op(Op.ACONST_NULL);
    }

    private Prologue hook(Prologue code, int index, String type) {
        return bridge.fetch(file, code, index, type);
    }

    private void apply(Prologue code, String type, String descriptor, int slots) {
        code.invokeInterface(file.interfaceMethod(type, "apply", descriptor), slots);
    }

    private void pair(Prologue code, int first, int second) {
        code.op(Op.ICONST_0 + 2).op(Op.ANEWARRAY, object);
        code.op(Op.DUP).op(Op.ICONST_0).load(first).op(Op.AASTORE);
        code.op(Op.DUP).op(Op.ICONST_0 + 1).load(second).op(Op.AASTORE);
    }
}
