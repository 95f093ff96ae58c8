package dev.thaw.weave;

/**
 * Looks for a text constant in the bytes of a class without parsing the class (JVMS 4.4). Stateless, thread-safe.
 *
 * <p>It decides whether anything is parsed at all, and it is run for classes that are being loaded: it allocates
 * nothing.
 */
final class ConstantPool {
    private static final int FIRST_CONSTANT = 10;

    private ConstantPool() {}

    /** Whether the pool has a Utf8 constant equal to these (ASCII) bytes. */
    static boolean has(byte[] classFile, byte[] text) {
        int count = u2(classFile, 8);
        int at = FIRST_CONSTANT;
        for (int i = 1; i < count; i++) {
            switch (classFile[at]) {
                case 1: // Utf8
                    int length = u2(classFile, at + 1);
                    if (length == text.length && equal(classFile, at + 3, text)) {
                        return true;
                    }
                    at += 3 + length;
                    break;
                case 5: // Long
                case 6: // Double
                    at += 9;
                    i++;
                    break;
                case 7: // Class
                case 8: // String
                case 16: // MethodType
                case 19: // Module
                case 20: // Package
                    at += 3;
                    break;
                case 15: // MethodHandle
                    at += 4;
                    break;
                default:
                    at += 5;
                    break;
            }
        }
        return false;
    }

    private static boolean equal(byte[] classFile, int at, byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (classFile[at + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private static int u2(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }
}
