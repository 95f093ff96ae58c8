package dev.thaw.intercept;

/**
 * SipHash-2-4 with 128 bits of result: a keyed hash from which its input cannot be found without the key. Small, and
 * ready at a start, where a {@code MessageDigest} costs milliseconds. Not thread-safe; one input each.
 *
 * <p>See <a href="https://www.aumasson.jp/siphash/siphash.pdf">SipHash: a fast short-input PRF</a> and the authors'
 * reference implementation, from which the 128 bit form comes.
 */
final class SipHash {
    private static final int CHARS_PER_WORD = 4;
    private static final int BITS_PER_CHAR = 16;

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

    /** Adds part of a text, after its length: two texts never look like one. */
    SipHash add(CharSequence text, int from, int to) {
        add(to - from);
        long word = 0;
        int bits = 0;
        for (int i = from; i < to; i++) {
            word |= (long) text.charAt(i) << bits;
            bits += BITS_PER_CHAR;
            if (bits == CHARS_PER_WORD * BITS_PER_CHAR) {
                add(word);
                word = 0;
                bits = 0;
            }
        }
        return bits == 0 ? this : add(word);
    }

    SipHash add(CharSequence text) {
        return add(text, 0, text.length());
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

    private void rounds(int count) {
        for (int i = 0; i < count; i++) {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}
