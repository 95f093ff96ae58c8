package dev.thaw.classfile;

/**
 * Code that is put ahead of a method's own, with jumps ahead and frames; it can be all of a method too. The method's locals
 * are as at its start wherever the prologue ends, and its own code does not change, but for its place. Not thread-safe.
 */
public final class Prologue {
    /** In place of a parameter's Class constant: an int. */
    public static final int INT = 0;

    private static final int FULL_FRAME = 255;
    private static final int INTEGER = 1;
    private static final int OBJECT = 7;
    private static final int NOP = 0;
    private static final int ALOAD = 0x19;
    private static final int ALOAD_0 = 0x2a;
    private static final int ASTORE = 0x3a;
    private static final int INVOKEINTERFACE = 0xb9;

    /** Operand stack that it needs at most, and locals. */
    final int stack;

    final int locals;
    final Bytes code = new Bytes(128);
    /** Entries of the exception table. */
    final Bytes handlers = new Bytes(32);

    int handlerCount = 0;
    final Bytes frames = new Bytes(128);
    int frameCount = 0;
    /** Where the last frame stands; -1: there is none. */
    int lastFrame = -1;

    private final int[] parameters;

    /**
     * @param stack operand slots that the code needs at most
     * @param locals slots of locals that it uses, those of the parameters included
     * @param parameters Class constants of the parameters, {@code this} included, or {@link #INT}; needed where there are frames
     */
    public Prologue(int stack, int locals, int... parameters) {
        this.stack = stack;
        this.locals = locals;
        this.parameters = parameters;
    }

    public int here() {
        return code.length();
    }

    public Prologue op(int opcode) {
        code.u1(opcode);
        return this;
    }

    /** An instruction with a constant. */
    public Prologue op(int opcode, int constant) {
        code.u1(opcode).u2(constant);
        return this;
    }

    public Prologue load(int local) {
        if (local < 4) {
            code.u1(ALOAD_0 + local);
        } else {
            code.u1(ALOAD).u1(local);
        }
        return this;
    }

    public Prologue store(int local) {
        code.u1(ASTORE).u1(local);
        return this;
    }

    public Prologue loadInt(int local) {
        code.u1(Op.ILOAD).u1(local);
        return this;
    }

    public Prologue storeInt(int local) {
        code.u1(Op.ISTORE).u1(local);
        return this;
    }

    /** A call with this many slots of arguments, the object's included. */
    public Prologue invokeInterface(int method, int slots) {
        code.u1(INVOKEINTERFACE).u2(method).u1(slots).u1(0);
        return this;
    }

    /** A jump ahead, to where {@link #land} is called with what this returns. */
    public int jump(int opcode) {
        int from = here();
        code.u1(opcode).u2(0);
        return from;
    }

    public void land(int jump) {
        code.u2(jump + 1, here() - jump);
    }

    /** Whatever is thrown in a range goes to a handler. */
    public void protect(int from, int to, int handler) {
        handlers.u2(from).u2(to).u2(handler).u2(0);
        handlerCount++;
    }

    /**
     * The state at a place that is jumped to: the parameters, one more local, one operand.
     *
     * @param local Class constant of what lies in the local behind the parameters; 0: nothing does
     * @param operand Class constant of what lies on the stack; 0: nothing does
     */
    public void frame(int local, int operand) {
        frames.u1(FULL_FRAME).u2(here() - lastFrame - 1).u2(parameters.length + (local == 0 ? 0 : 1));
        for (int parameter : parameters) {
            if (parameter == INT) {
                frames.u1(INTEGER);
            } else {
                one(parameter);
            }
        }
        one(local);
        frames.u2(operand == 0 ? 0 : 1);
        one(operand);
        lastFrame = here();
        frameCount++;
    }

    private void one(int type) {
        if (type != 0) {
            frames.u1(OBJECT).u2(type);
        }
    }

    /**
     * Fills up to where a method's own code may begin: its switches are padded to four bytes from the start, and it may
     * begin with a frame of its own, of which two at one place cannot be.
     */
    void fill() {
        while (lastFrame == here() || here() % 4 != 0) {
            code.u1(NOP);
        }
    }

    /** Writes the Code attribute of a method that has nothing else. */
    void writeTo(Bytes out, ClassFile file) {
        int length = here();
        boolean framed = frameCount > 0;
        out.u2(file.text("Code")).u4(12 + length + handlers.length() + (framed ? 8 + frames.length() : 0));
        out.u2(stack).u2(locals).u4(length).all(code);
        out.u2(handlerCount).all(handlers).u2(framed ? 1 : 0);
        if (framed) {
            out.u2(file.text("StackMapTable")).u4(2 + frames.length());
            out.u2(frameCount).all(frames);
        }
    }
}
