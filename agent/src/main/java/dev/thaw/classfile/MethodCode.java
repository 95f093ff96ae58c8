package dev.thaw.classfile;

/** The instructions of a method that is being added to a class file. Not thread-safe. */
public final class MethodCode implements Code {
    private static final int SAME_LOCALS_ONE_OPERAND = 247;
    private static final int OBJECT = 7;

    private final ClassFile file;
    private final int stack;
    private final int locals;
    private final Bytes code = new Bytes(64);
    private int handlerAt = -1;
    private int handled;

    /**
     * Begins a method of that class file.
     *
     * @param stack operand slots that it needs at most
     * @param locals slots of its arguments, the object's included
     */
    public MethodCode(ClassFile file, int stack, int locals) {
        this.file = file;
        this.stack = stack;
        this.locals = locals;
    }

    @Override
    public void plain(int opcode) {
        code.u1(opcode);
    }

    @Override
    public void load(int opcode, int local) {
        code.u1(opcode).u1(local);
    }

    @Override
    public void type(int opcode, String type) {
        code.u1(opcode).u2(file.type(type));
    }

    @Override
    public void call(int opcode, String owner, String name, String descriptor) {
        if (opcode == Op.INVOKEINTERFACE) {
            code.u1(opcode).u2(file.interfaceMethod(owner, name, descriptor));
            code.u1(Descriptor.slots(descriptor) + 1).u1(0);
        } else {
            code.u1(opcode).u2(file.method(owner, name, descriptor));
        }
    }

    @Override
    public void handler(String exception) {
        if (handlerAt >= 0) {
            throw new IllegalStateException("a second handler");
        }
        handlerAt = code.length();
        handled = file.type(exception);
    }

    /** Writes the Code attribute. */
    void writeTo(Bytes out) {
        boolean handles = handlerAt >= 0;
        int length = code.length();
        out.u2(file.text("Code")).u4(12 + length + (handles ? 8 + 14 : 0));
        out.u2(stack).u2(locals).u4(length).all(code).u2(handles ? 1 : 0);
        if (handles) {
            out.u2(0).u2(handlerAt).u2(handlerAt).u2(handled);
            out.u2(1).u2(file.text("StackMapTable")).u4(8);
            out.u2(1).u1(SAME_LOCALS_ONE_OPERAND).u2(handlerAt).u1(OBJECT).u2(handled);
        } else {
            out.u2(0);
        }
    }
}
