package dev.thaw.classfile;

/**
 * Where the instructions of a method go, one after the other; no jumps. Opcodes are those of {@link Op}, names are
 * internal. It is an interface since at build time a bytecode library takes the same instructions.
 */
public interface Code {
    /** An instruction without operands. */
    void plain(int opcode);

    /** Loads a local. */
    void load(int opcode, int local);

    /** {@code new} or {@code checkcast}. */
    void type(int opcode, String type);

    /** A call; {@link Op#INVOKEINTERFACE} says that the owner is one. */
    void call(int opcode, String owner, String name, String descriptor);

    /** What follows handles this exception wherever it comes from in what is written so far, and finds it on the stack. */
    void handler(String exception);
}
