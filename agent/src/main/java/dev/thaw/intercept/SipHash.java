package dev.thaw.intercept;

import java.nio.charset.StandardCharsets;

/**
 * SipHash-2-4 with 128 bits of result: a keyed hash from which its input cannot be found without the key. Small, and
 * ready at a start, where a {@code MessageDigest} costs milliseconds. Not thread-safe; one input each.
 *
 * <p>See <a href="https://www.aumasson.jp/siphash/siphash.pdf">SipHash: a fast short-input PRF</a> and the authors'
 * reference implementation, from which the 128 bit form comes.
 */
final class SipHash {
    private long v0;
    private long v1;
    private long v2;
    private long v3;
    private int words = 0;

    SipHash(Salt salt) {
        this(salt.first(), salt.second());
    }

    SipHash(long k0, long k1) {
        v0 = k0 ^ 0x736f6d6570736575L;
        v1 = k1 ^ 0x646f72616e646f6dL ^ 0xee;
        v2 = k0 ^ 0x6c7967656e657261L;
        v3 = k1 ^ 0x7465646279746573L;
    }

    /** Adds eight bytes. */
    SipHash add(long word) {
        words++;
        compress(word);
        return this;
    }

    /** Adds a text and what it is for, a number below 16: two of them never look like others. */
    SipHash add(int kind, String text) {
        long small = small(kind, text);
        return small == 0 ? addLarge(kind, text) : add(small);
    }

    /**
     * All of it in one word, where it has room: most settings are {@code true} or the like. Negative, as the first word of a large text
     * never is: one bit, length, kind, and up to seven characters. 0 where there is no room.
     */
    private static long small(int kind, String text) {
        int length = text.length();
        if (length >= Long.BYTES) {
            return 0;
        }
        long word = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > 0x7f) {
                return 0;
            }
            word = word << Byte.SIZE | c;
        }
        return Long.MIN_VALUE | (long) length << 60 | (long) kind << 56 | word;
    }

    private SipHash addLarge(int kind, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean plain = isPlain(text, bytes);
        add((long) text.length() << 32 | kind << 1 | (plain ? 1 : 0));
        return plain ? addBytes(bytes) : addChars(text);
    }

    /** Whether each character is a byte of its own, and none stands for what has no encoding. */
    private static boolean isPlain(String text, byte[] bytes) {
        if (bytes.length != text.length()) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '?' && text.charAt(i) != '?') {
                return false;
            }
        }
        return true;
    }

    private SipHash addBytes(byte[] bytes) {
        long word = 0;
        for (int i = 0; i < bytes.length; i++) {
            word = word << Byte.SIZE | bytes[i] & 0xff;
            if (i % Long.BYTES == Long.BYTES - 1) {
                add(word);
                word = 0;
            }
        }
        return bytes.length % Long.BYTES == 0 ? this : add(word);
    }

    private SipHash addChars(String text) {
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i));
        }
        return this;
    }

    Fingerprint result() {
        return result(0, 0);
    }

    /**
     * The result where the input ends with up to seven more bytes.
     *
     * @param bytes little-endian
     */
    Fingerprint result(long bytes, int count) {
        compress(((long) words * Long.BYTES + count) << 56 | bytes);
        v2 ^= 0xee;
        rounds(4);
        long first = v0 ^ v1 ^ v2 ^ v3;
        v1 ^= 0xdd;
        rounds(4);
        return new Fingerprint(first, v0 ^ v1 ^ v2 ^ v3);
    }

    private void compress(long word) {
        v3 ^= word;
        rounds(2);
        v0 ^= word;
    }

    /** On locals: at the start nothing keeps the fields in registers. */
    private void rounds(int count) {
        long a = v0;
        long b = v1;
        long c = v2;
        long d = v3;
        for (int i = 0; i < count; i++) {
            a += b;
            b = Long.rotateLeft(b, 13) ^ a;
            a = Long.rotateLeft(a, 32);
            c += d;
            d = Long.rotateLeft(d, 16) ^ c;
            a += d;
            d = Long.rotateLeft(d, 21) ^ a;
            c += b;
            b = Long.rotateLeft(b, 17) ^ c;
            c = Long.rotateLeft(c, 32);
        }
        v0 = a;
        v1 = b;
        v2 = c;
        v3 = d;
    }
}
