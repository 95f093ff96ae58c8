package dev.thaw.classfile;

/** The Code attribute of a method with a prologue ahead of its own instructions (JVMS 4.7.3). */
final class PrefixedCode {
    private static final int LONGEST = 0xffff;
    private static final int UNINITIALIZED = 8;
    private static final int OBJECT = 7;

    private final ClassFile file;
    private final byte[] in;
    private final int attribute;
    private final Prologue prologue;
    private final int shift;
    private final Bytes out;

    /** @param attribute where the Code attribute begins */
    PrefixedCode(ClassFile file, byte[] in, int attribute, Prologue prologue) {
        this.file = file;
        this.in = in;
        this.attribute = attribute;
        this.prologue = prologue;
        prologue.fill();
        this.shift = prologue.here();
        this.out = new Bytes(ClassFile.endOfAttribute(in, attribute) - attribute + 512);
    }

    Bytes toBytes() {
        int length = Bytes.u4(in, attribute + 10);
        if (shift + length > LONGEST) {
            throw new IllegalStateException("a method of " + length + " bytes");
        }
        out.u2(Bytes.u2(in, attribute)).u4(0);
        out.u2(Math.max(Bytes.u2(in, attribute + 6), prologue.stack));
        out.u2(Math.max(Bytes.u2(in, attribute + 8), prologue.locals));
        int at = attribute + 14;
        out.u4(shift + length).all(prologue.code).all(in, at, at + length);
        at += length;
        int handlers = Bytes.u2(in, at);
        out.u2(prologue.handlerCount + handlers).all(prologue.handlers);
        at += 2;
        for (int i = 0; i < handlers; i++, at += 8) {
            for (int part = 0; part < 6; part += 2) {
                out.u2(Bytes.u2(in, at + part) + shift);
            }
            out.u2(Bytes.u2(in, at + 6));
        }
        attributes(at);
        out.u4(2, out.length() - 6);
        return out;
    }

    /** Type annotations, which point into the code, are left out; all others are not known to exist. */
    private void attributes(int start) {
        int counted = out.length();
        out.u2(0);
        int count = 0;
        boolean framed = prologue.frameCount == 0;
        int at = start + 2;
        for (int left = Bytes.u2(in, start); left > 0; left--) {
            int name = Bytes.u2(in, at);
            int own = out.length();
            if (file.isText(name, "StackMapTable")) {
                out.u2(name).u4(0);
                frames(at + 6);
                framed = true;
            } else if (file.isText(name, "LineNumberTable")) {
                out.u2(name).u4(0);
                lines(at + 6);
            } else if (file.isText(name, "LocalVariableTable") || file.isText(name, "LocalVariableTypeTable")) {
                out.u2(name).u4(0);
                variables(at + 6);
            }
            if (out.length() > own) {
                out.u4(own + 2, out.length() - own - 6);
                count++;
            }
            at = ClassFile.endOfAttribute(in, at);
        }
        if (!framed) {
            out.u2(file.text("StackMapTable")).u4(2 + prologue.frames.length());
            out.u2(prologue.frameCount).all(prologue.frames);
            count++;
        }
        out.u2(counted, count);
    }

    /** The prologue counts to the method's first line. */
    private void lines(int table) {
        int count = Bytes.u2(in, table);
        out.u2(count);
        for (int at = table + 2; at < table + 2 + 4 * count; at += 4) {
            int start = Bytes.u2(in, at);
            out.u2(start == 0 ? 0 : start + shift).u2(Bytes.u2(in, at + 2));
        }
    }

    /** Parameters are there from the beginning. */
    private void variables(int table) {
        int count = Bytes.u2(in, table);
        out.u2(count);
        for (int at = table + 2; at < table + 2 + 10 * count; at += 10) {
            int start = Bytes.u2(in, at);
            int length = Bytes.u2(in, at + 2);
            out.u2(start == 0 ? 0 : start + shift).u2(start == 0 ? length + shift : length);
            out.all(in, at + 4, at + 10);
        }
    }

    /** The first of the method's own frames follows the prologue's last, whose state is that of a method's start. */
    private void frames(int table) {
        int count = Bytes.u2(in, table);
        out.u2(prologue.frameCount + count).all(prologue.frames);
        int at = table + 2;
        for (int i = 0; i < count; i++) {
            at = frame(at, i > 0 ? 0 : shift - prologue.lastFrame - 1);
        }
    }

    /** A frame, in the form that has room for any distance (JVMS 4.7.4). */
    private int frame(int from, int farther) {
        int type = Bytes.u1(in, from);
        int at = from + 1;
        if (type < 64) {
            out.u1(251).u2(type + farther);
        } else if (type < 128) {
            out.u1(247).u2(type - 64 + farther);
            at = type(at);
        } else {
            out.u1(type).u2(Bytes.u2(in, at) + farther);
            at += 2;
            if (type == 247) {
                at = type(at);
            } else if (type == 255) {
                at = types(types(at));
            } else {
                for (int i = 251; i < type; i++) {
                    at = type(at);
                }
            }
        }
        return at;
    }

    private int types(int from) {
        int count = Bytes.u2(in, from);
        out.u2(count);
        int at = from + 2;
        for (int i = 0; i < count; i++) {
            at = type(at);
        }
        return at;
    }

    private int type(int at) {
        int tag = Bytes.u1(in, at);
        out.u1(tag);
        if (tag == UNINITIALIZED) {
            out.u2(Bytes.u2(in, at + 1) + shift);
            return at + 3;
        }
        if (tag == OBJECT) {
            out.u2(Bytes.u2(in, at + 1));
            return at + 3;
        }
        return at + 1;
    }
}
