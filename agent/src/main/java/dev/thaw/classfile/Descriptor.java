package dev.thaw.classfile;

/** Reads descriptors of methods (JVMS 4.3.3). Stateless, thread-safe. */
public final class Descriptor {
    private Descriptor() {}

    /** Slots of the arguments, without the object's. */
    public static int slots(String descriptor) {
        int slots = 0;
        for (int at = 1; descriptor.charAt(at) != ')'; at = next(descriptor, at)) {
            slots += slotsAt(descriptor, at);
        }
        return slots;
    }

    /** Of the argument that begins here. */
    public static int slotsAt(String descriptor, int at) {
        char c = descriptor.charAt(at);
        return c == 'J' || c == 'D' ? 2 : 1;
    }

    /** Where the type ends that begins here. */
    public static int next(String descriptor, int at) {
        int end = at;
        while (descriptor.charAt(end) == '[') {
            end++;
        }
        return descriptor.charAt(end) == 'L' ? descriptor.indexOf(';', end) + 1 : end + 1;
    }

    /** Descriptor of the argument that begins here. */
    public static String typeAt(String descriptor, int at) {
        return descriptor.substring(at, next(descriptor, at));
    }

    /** Descriptor of the result. */
    public static String result(String descriptor) {
        return descriptor.substring(descriptor.indexOf(')') + 1);
    }

    /** How far the instructions of a type are from those of int: {@code lload} is {@code iload + 1}, and so on. */
    public static int kindAt(String descriptor, int at) {
        switch (descriptor.charAt(at)) {
            case 'J':
                return 1;
            case 'F':
                return 2;
            case 'D':
                return 3;
            case 'L':
            case '[':
                return 4;
            default:
                return 0;
        }
    }
}
