package dev.thaw.classfile;

import java.util.Arrays;

/** Bytes that are being written, big endian. Not thread-safe. */
final class Bytes {
    private byte[] bytes;
    private int length = 0;

    Bytes(int capacity) {
        bytes = new byte[capacity];
    }

    int length() {
        return length;
    }

    Bytes u1(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    Bytes u2(int value) {
        return u1(value >> 8).u1(value);
    }

    Bytes u4(int value) {
        return u2(value >> 16).u2(value);
    }

    Bytes all(byte[] source, int from, int to) {
        room(to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    Bytes all(Bytes source) {
        return all(source.bytes, 0, source.length);
    }

    /** Overwrites what was written before. */
    void u2(int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }

    void u4(int at, int value) {
        u2(at, value >> 16);
        u2(at + 2, value);
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }

    static int u1(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    static int u2(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    static int u4(byte[] bytes, int at) {
        return u2(bytes, at) << 16 | u2(bytes, at + 2);
    }
}
