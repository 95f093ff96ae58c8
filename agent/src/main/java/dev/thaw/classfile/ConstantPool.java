package dev.thaw.classfile;

/**
 * Reads the constants of a class file in place (JVMS 4.4). Stateless, thread-safe.
 *
 * <p>{@link #has} decides whether anything is parsed at all, and it is run for classes that are being loaded: it
 * allocates nothing.
 */
public final class ConstantPool {
    private static final int FIRST_CONSTANT = 10;
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;

    private ConstantPool() {}

    /** Whether the pool has a Utf8 constant equal to these (ASCII) bytes. */
    public static boolean has(byte[] classFile, byte[] text) {
        int count = Bytes.u2(classFile, 8);
        int at = FIRST_CONSTANT;
        int i = 1;
        while (i < count) {
            if (classFile[at] == UTF8 && Bytes.u2(classFile, at + 1) == text.length && equal(classFile, at + 3, text)) {
                return true;
            }
            i += slots(classFile[at]);
            at += size(classFile, at);
        }
        return false;
    }

    /** Where each constant begins, by its index; in the place of index 0, where the last one ends. */
    static int[] offsets(byte[] classFile) {
        int[] offsets = new int[Bytes.u2(classFile, 8)];
        int at = FIRST_CONSTANT;
        int i = 1;
        while (i < offsets.length) {
            offsets[i] = at;
            i += slots(classFile[at]);
            at += size(classFile, at);
        }
        offsets[0] = at;
        return offsets;
    }

    private static int slots(int tag) {
        return tag == LONG || tag == DOUBLE ? 2 : 1;
    }

    private static int size(byte[] classFile, int at) {
        switch (classFile[at]) {
            case UTF8:
                return 3 + Bytes.u2(classFile, at + 1);
            case LONG:
            case DOUBLE:
                return 9;
            case 7: // Class
            case 8: // String
            case 16: // MethodType
            case 19: // Module
            case 20: // Package
                return 3;
            case 15: // MethodHandle
                return 4;
            default:
                return 5;
        }
    }

    private static boolean equal(byte[] classFile, int at, byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (classFile[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
