package dev.thaw.classfile;

/**
 * Instructions (JVMS 6.5), by their names there. Constants only: the class itself is never loaded, and is not in the jar.
 */
public final class Op {
    public static final int ICONST_0 = 0x03;
    public static final int SIPUSH = 0x11;
    public static final int ILOAD = 0x15;
    public static final int ISTORE = 0x36;
    public static final int ALOAD = 0x19;
    public static final int LLOAD_2 = 0x20;
    public static final int AALOAD = 0x32;
    public static final int AASTORE = 0x53;
    public static final int ACONST_NULL = 0x01;
    public static final int BIPUSH = 0x10;
    public static final int POP = 0x57;
    public static final int DUP = 0x59;
    public static final int SWAP = 0x5f;
    public static final int IADD = 0x60;
    public static final int LCMP = 0x94;
    public static final int FCMPL = 0x95;
    public static final int DCMPL = 0x97;
    public static final int IFEQ = 0x99;
    public static final int IFNE = 0x9a;
    public static final int IF_ICMPNE = 0xa0;
    public static final int IF_ACMPNE = 0xa6;
    public static final int GOTO = 0xa7;
    public static final int IRETURN = 0xac;
    public static final int ARETURN = 0xb0;
    public static final int RETURN = 0xb1;
    public static final int GETSTATIC = 0xb2;
    public static final int PUTSTATIC = 0xb3;
    public static final int GETFIELD = 0xb4;
    public static final int PUTFIELD = 0xb5;
    public static final int INVOKEVIRTUAL = 0xb6;
    public static final int INVOKESPECIAL = 0xb7;
    public static final int INVOKESTATIC = 0xb8;
    public static final int INVOKEINTERFACE = 0xb9;
    public static final int NEW = 0xbb;
    public static final int ANEWARRAY = 0xbd;
    public static final int ARRAYLENGTH = 0xbe;
    public static final int ATHROW = 0xbf;
    public static final int CHECKCAST = 0xc0;
    public static final int INSTANCEOF = 0xc1;
    public static final int IFNULL = 0xc6;

    private Op() {}
}
