package dev.thaw.handle;

import dev.thaw.classfile.Code;
import dev.thaw.classfile.Descriptor;
import dev.thaw.classfile.Op;

/**
 * The body of a method that passes a call on to the driver's object: at build time for the methods of JDBC, at run
 * time for those of a driver's own interfaces.
 *
 * <pre>{@code
 * try { return (Cast) wrapped(((Target) live()).method(arguments)); } catch (Throwable e) { throw failed(e); }
 * }</pre>
 */
public final class DelegatingMethod {
    private static final String FAILURE = "java/lang/Throwable";

    private final String handle;
    private final String source;
    private final String sourceType;
    private final String target;
    private final String name;
    private final String descriptor;
    private final boolean catches;
    private String wrappedType;
    private String told = "";

    /**
     * @param handle internal name of the handle class that gets the method
     * @param source the handle's method that yields the driver's object
     * @param sourceType internal name of what that method returns
     * @param target internal name of the interface that declares the method
     * @param catches whether the method may throw {@code SQLException}
     */
    public DelegatingMethod(
            String handle,
            String source,
            String sourceType,
            String target,
            String name,
            String descriptor,
            boolean catches) {
        this.handle = handle;
        this.source = source;
        this.sourceType = sourceType;
        this.target = target;
        this.name = name;
        this.descriptor = descriptor;
        this.catches = catches;
    }

    /** The result becomes the application's handle by the handle's method {@code wrapped} of this JDBC type. */
    public DelegatingMethod wrapping(String jdbcType) {
        wrappedType = jdbcType;
        return this;
    }

    /** The source is told the first argument, an object of this internal name. */
    public DelegatingMethod telling(String type) {
        told = "L" + type + ";";
        return this;
    }

    /** Slots of the arguments and of {@code this}. */
    public int locals() {
        return Descriptor.slots(descriptor) + 1;
    }

    /** Operand slots that the code needs at most. */
    public int stack() {
        return locals() + 2;
    }

    /** Writes the instructions. */
    public void writeTo(Code code) {
        if (wrappedType != null) {
            code.load(Op.ALOAD, 0);
        }
        code.load(Op.ALOAD, 0);
        if (!told.isEmpty()) {
            code.load(Op.ALOAD, 1);
        }
        code.call(Op.INVOKEVIRTUAL, handle, source, "(" + told + ")L" + sourceType + ";");
        if (!target.equals(sourceType)) {
            code.type(Op.CHECKCAST, target);
        }
        int local = 1;
        for (int at = 1; descriptor.charAt(at) != ')'; at = Descriptor.next(descriptor, at)) {
            code.load(Op.ILOAD + Descriptor.kindAt(descriptor, at), local);
            local += Descriptor.slotsAt(descriptor, at);
        }
        code.call(Op.INVOKEINTERFACE, target, name, descriptor);
        String result = Descriptor.result(descriptor);
        if (wrappedType != null) {
            String wrapped = "L" + wrappedType + ";";
            code.call(Op.INVOKEVIRTUAL, handle, "wrapped", "(" + wrapped + ")" + wrapped);
            if (!result.equals(wrapped)) {
                code.type(Op.CHECKCAST, result.substring(1, result.length() - 1));
            }
        }
        code.plain(result.equals("V") ? Op.RETURN : Op.IRETURN + Descriptor.kindAt(result, 0));
        if (catches) {
            code.handler(FAILURE);
            code.load(Op.ALOAD, 0);
            code.plain(Op.SWAP);
            code.call(Op.INVOKEVIRTUAL, handle, "failed", "(L" + FAILURE + ";)L" + FAILURE + ";");
            code.plain(Op.ATHROW);
        }
    }
}
