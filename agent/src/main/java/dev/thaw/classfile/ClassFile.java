package dev.thaw.classfile;

import java.util.HashMap;
import java.util.Map;

/**
 * A class file that is being changed: constants, fields and code are added, nothing is taken away or moved, so that all
 * that is there stays true. Not thread-safe.
 */
public final class ClassFile {
    private static final int INTERFACE = 0x0200;

    private final byte[] in;
    private final int[] constants;
    /** Where the number of fields stands; and of methods. */
    private final int fieldsAt;

    private final int methodsAt;
    /** Where each method begins; the last one is where they end. */
    private final int[] methods;
    /** The code that takes the place of a method's own, or null. */
    private final Bytes[] codes;

    private final Map<String, Integer> known = new HashMap<>();
    private final Bytes addedConstants = new Bytes(1024);
    private int constantCount;
    private final Bytes addedFields = new Bytes(8);
    private int addedFieldCount = 0;

    /** @throws RuntimeException where these bytes are no class file */
    public ClassFile(byte[] classFile) {
        in = classFile;
        constants = ConstantPool.offsets(in);
        constantCount = constants.length;
        fieldsAt = constants[0] + 8 + 2 * Bytes.u2(in, constants[0] + 6);
        int at = fieldsAt + 2;
        for (int left = Bytes.u2(in, fieldsAt); left > 0; left--) {
            at = endOfMember(at);
        }
        methodsAt = at;
        methods = new int[Bytes.u2(in, methodsAt) + 1];
        codes = new Bytes[methods.length - 1];
        methods[0] = methodsAt + 2;
        for (int i = 1; i < methods.length; i++) {
            methods[i] = endOfMember(methods[i - 1]);
        }
    }

    /** A class without members, of Java 11's version. */
    public static ClassFile empty(int access, String name, String superclass) {
        Bytes constants = new Bytes(128);
        constants.u4(0xcafebabe).u4(55).u2(5);
        named(constants, 2, name);
        named(constants, 4, superclass);
        // No interfaces, fields, methods, attributes.
        constants.u2(access).u2(1).u2(3).u4(0).u4(0);
        return new ClassFile(constants.toArray());
    }

    private static void named(Bytes constants, int index, String className) {
        constants.u1(7).u2(index).u1(1).u2(className.length());
        for (int i = 0; i < className.length(); i++) {
            constants.u1(className.charAt(i));
        }
    }

    private int endOfMember(int member) {
        int at = member + 8;
        for (int left = Bytes.u2(in, member + 6); left > 0; left--) {
            at = endOfAttribute(in, at);
        }
        return at;
    }

    static int endOfAttribute(byte[] in, int attribute) {
        return attribute + 6 + Bytes.u4(in, attribute + 2);
    }

    public boolean isInterface() {
        return (Bytes.u2(in, constants[0]) & INTERFACE) != 0;
    }

    /** Index of the constant that names this class. */
    public int thisClass() {
        return Bytes.u2(in, constants[0] + 2);
    }

    public int methodCount() {
        return codes.length;
    }

    /** The flags of a method, by its number. */
    public int access(int method) {
        return Bytes.u2(in, methods[method]);
    }

    public boolean isNamed(int method, String name) {
        return isText(Bytes.u2(in, methods[method] + 2), name);
    }

    public boolean hasDescriptor(int method, String descriptor) {
        return isText(Bytes.u2(in, methods[method] + 4), descriptor);
    }

    public boolean descriptorStartsWith(int method, String beginning) {
        return startsText(Bytes.u2(in, methods[method] + 4), beginning);
    }

    /** Whether the Utf8 constant of this index is equal to this ASCII text. */
    boolean isText(int index, String text) {
        return Bytes.u2(in, constants[index] + 1) == text.length() && startsText(index, text);
    }

    private boolean startsText(int index, String text) {
        int at = constants[index] + 3;
        if (Bytes.u2(in, at - 2) < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (in[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    public void addField(int access, String name, String descriptor) {
        addedFields.u2(access).u2(text(name)).u2(text(descriptor)).u2(0);
        addedFieldCount++;
    }

    /**
     * Puts code ahead of a method's own.
     *
     * @throws IllegalStateException where the method has none, or the sum is more than a method may have
     */
    public void prepend(int method, Prologue prologue) {
        int at = methods[method] + 8;
        for (int left = Bytes.u2(in, methods[method] + 6); left > 0; left--) {
            if (isText(Bytes.u2(in, at), "Code")) {
                codes[method] = new PrefixedCode(this, in, at, prologue).toBytes();
                return;
            }
            at = endOfAttribute(in, at);
        }
        throw new IllegalStateException("a method without code");
    }

    public byte[] toBytes() {
        if (constantCount > 0xffff) {
            throw new IllegalStateException("a class with too many constants");
        }
        Bytes out = new Bytes(in.length + addedConstants.length() + 1024);
        out.all(in, 0, 8).u2(constantCount).all(in, 10, constants[0]).all(addedConstants);
        out.all(in, constants[0], fieldsAt);
        out.u2(Bytes.u2(in, fieldsAt) + addedFieldCount);
        out.all(in, fieldsAt + 2, methodsAt).all(addedFields).u2(codes.length);
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] == null) {
                out.all(in, methods[i], methods[i + 1]);
            } else {
                copy(i, out);
            }
        }
        return out.all(in, methods[codes.length], in.length).toArray();
    }

    private void copy(int method, Bytes out) {
        int at = methods[method] + 8;
        out.all(in, methods[method], at);
        while (at < methods[method + 1]) {
            int end = endOfAttribute(in, at);
            if (isText(Bytes.u2(in, at), "Code")) {
                out.all(codes[method]);
            } else {
                out.all(in, at, end);
            }
            at = end;
        }
    }

    /** Index of a Utf8 constant of ASCII text. */
    public int text(String text) {
        Integer index = known.get(text);
        if (index == null) {
            addedConstants.u1(1).u2(text.length());
            for (int i = 0; i < text.length(); i++) {
                addedConstants.u1(text.charAt(i));
            }
            index = added(text);
        }
        return index;
    }

    /** Index of a Class constant. */
    public int type(String internalName) {
        return ofOne(7, text(internalName));
    }

    public int string(String ascii) {
        return ofOne(8, text(ascii));
    }

    public int field(String owner, String name, String descriptor) {
        return ofTwo(9, type(owner), nameAndType(name, descriptor));
    }

    public int method(String owner, String name, String descriptor) {
        return ofTwo(10, type(owner), nameAndType(name, descriptor));
    }

    /** A method of this class. */
    public int ownMethod(String name, String descriptor) {
        return ofTwo(10, thisClass(), nameAndType(name, descriptor));
    }

    public int interfaceMethod(String owner, String name, String descriptor) {
        return ofTwo(11, type(owner), nameAndType(name, descriptor));
    }

    private int nameAndType(String name, String descriptor) {
        return ofTwo(12, text(name), text(descriptor));
    }

    private int ofOne(int tag, int index) {
        String key = tag + " " + index;
        Integer own = known.get(key);
        if (own == null) {
            addedConstants.u1(tag).u2(index);
            own = added(key);
        }
        return own;
    }

    private int ofTwo(int tag, int first, int second) {
        String key = tag + " " + first + " " + second;
        Integer own = known.get(key);
        if (own == null) {
            addedConstants.u1(tag).u2(first).u2(second);
            own = added(key);
        }
        return own;
    }

    private int added(String key) {
        known.put(key, constantCount);
        return constantCount++;
    }
}
