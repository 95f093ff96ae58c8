package dev.thaw.classfile;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A class file that is being changed: constants, fields and code are added, nothing is taken away or moved, so that all
 * that is there stays true. Not thread-safe.
 */
public final class ClassFile {
    private static final int INTERFACE = 0x0200;
    private static final String[] NONE = {};

    private final byte[] in;
    private final int[] constants;
    /** Where the number of fields stands; and of methods. */
    private final int fieldsAt;

    private final int methodsAt;
    /** Where each method begins; the last one is where they end. */
    private final int[] methods;
    /** The code that takes the place of a method's own, or null. */
    private final Bytes[] codes;

    /** Indexes of the constants that were added, by a text or by what others are made of. */
    private final Map<Object, Integer> known = new HashMap<>();

    private final Bytes addedConstants = new Bytes(1024);
    private int constantCount;
    private final Bytes addedFields = new Bytes(8);
    private int addedFieldCount = 0;
    private final Bytes addedMethods = new Bytes(8);
    private int addedMethodCount = 0;

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
    public static ClassFile empty(int access, String name, String superclass, String... interfaces) {
        Bytes out = new Bytes(512);
        out.u4(0xcafebabe).u4(55).u2(5 + 2 * interfaces.length);
        int index = named(out, 1, name);
        index = named(out, index, superclass);
        for (String type : interfaces) {
            index = named(out, index, type);
        }
        out.u2(access).u2(1).u2(3).u2(interfaces.length);
        for (int i = 0; i < interfaces.length; i++) {
            out.u2(5 + 2 * i);
        }
        // No fields, methods, attributes.
        return new ClassFile(out.u4(0).u2(0).toArray());
    }

    /** Writes a Class constant and, behind it, its text. */
    private static int named(Bytes out, int index, String className) {
        byte[] text = className.getBytes(StandardCharsets.UTF_8);
        out.u1(7).u2(index + 1).u1(1).u2(text.length).all(text, 0, text.length);
        return index + 2;
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

    public boolean extendsType(String internalName) {
        int superclass = Bytes.u2(in, constants[0] + 4);
        return superclass != 0 && isText(Bytes.u2(in, constants[superclass] + 1), internalName);
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

    public String name(int method) {
        return textAt(methods[method] + 2);
    }

    public String descriptor(int method) {
        return textAt(methods[method] + 4);
    }

    /** Internal names of the exceptions that a method declares. */
    public String[] exceptions(int method) {
        int at = methods[method] + 8;
        for (int left = Bytes.u2(in, methods[method] + 6); left > 0; left--) {
            if (isText(Bytes.u2(in, at), "Exceptions")) {
                String[] names = new String[Bytes.u2(in, at + 6)];
                for (int i = 0; i < names.length; i++) {
                    int type = Bytes.u2(in, at + 8 + 2 * i);
                    names[i] = textAt(constants[type] + 1);
                }
                return names;
            }
            at = endOfAttribute(in, at);
        }
        return NONE;
    }

    /** The text whose index stands here. */
    private String textAt(int at) {
        int text = constants[Bytes.u2(in, at)];
        return new String(in, text + 3, Bytes.u2(in, text + 1), StandardCharsets.UTF_8);
    }

    /** Adds a method that declares exceptions of these internal names. */
    public void addMethod(int access, String name, String descriptor, String[] exceptions, MethodCode code) {
        addedMethods.u2(access).u2(text(name)).u2(text(descriptor)).u2(exceptions.length == 0 ? 1 : 2);
        code.writeTo(addedMethods);
        if (exceptions.length > 0) {
            addedMethods.u2(text("Exceptions")).u4(2 + 2 * exceptions.length).u2(exceptions.length);
            for (String exception : exceptions) {
                addedMethods.u2(type(exception));
            }
        }
        addedMethodCount++;
    }

    /** Adds a method that declares no exceptions. */
    public void addMethod(int access, String name, String descriptor, Prologue code) {
        addedMethods.u2(access).u2(text(name)).u2(text(descriptor)).u2(1);
        code.writeTo(addedMethods, this);
        addedMethodCount++;
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
        out.all(in, fieldsAt + 2, methodsAt).all(addedFields).u2(codes.length + addedMethodCount);
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] == null) {
                out.all(in, methods[i], methods[i + 1]);
            } else {
                copy(i, out);
            }
        }
        return out.all(addedMethods).all(in, methods[codes.length], in.length).toArray();
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

    /** Index of a Utf8 constant, of text without null or what takes two chars. */
    public int text(String text) {
        Integer index = known.get(text);
        if (index == null) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            addedConstants.u1(1).u2(bytes.length).all(bytes, 0, bytes.length);
            index = added(text);
        }
        return index;
    }

    /** Index of a Class constant. */
    public int type(String internalName) {
        return ofOne(7, text(internalName));
    }

    public int field(String owner, String name, String descriptor) {
        return ofTwo(9, type(owner), nameAndType(name, descriptor));
    }

    public int method(String owner, String name, String descriptor) {
        return ofTwo(10, type(owner), nameAndType(name, descriptor));
    }

    /** A field of this class. */
    public int ownField(String name, String descriptor) {
        return ofTwo(9, thisClass(), nameAndType(name, descriptor));
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
        Long key = (long) tag << 32 | index;
        Integer own = known.get(key);
        if (own == null) {
            addedConstants.u1(tag).u2(index);
            own = added(key);
        }
        return own;
    }

    private int ofTwo(int tag, int first, int second) {
        Long key = (long) tag << 32 | (long) first << 16 | second;
        Integer own = known.get(key);
        if (own == null) {
            addedConstants.u1(tag).u2(first).u2(second);
            own = added(key);
        }
        return own;
    }

    private int added(Object key) {
        known.put(key, constantCount);
        return constantCount++;
    }
}
