package dev.thaw.intercept;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;

/**
 * The key of all fingerprints that can be compared with each other: random, and never the same in two environments.
 * Immutable.
 */
final class Salt {
    private static final String KERNEL = "/dev/urandom";

    private final long first;
    private final long second;

    Salt(long first, long second) {
        this.first = first;
        this.second = second;
    }

    /** A new one, from the kernel where it can be: to set up a {@code SecureRandom} costs a start milliseconds. */
    static Salt draw() {
        byte[] bytes = new byte[2 * Long.BYTES];
        try (InputStream random = new FileInputStream(KERNEL)) {
            if (random.readNBytes(bytes, 0, bytes.length) < bytes.length) {
                throw new IOException(KERNEL + " has ended");
            }
        } catch (IOException | SecurityException none) {
            new SecureRandom().nextBytes(bytes);
        }
        return new Salt(word(bytes, 0), word(bytes, Long.BYTES));
    }

    long first() {
        return first;
    }

    long second() {
        return second;
    }

    private static long word(byte[] bytes, int from) {
        long word = 0;
        for (int i = from; i < from + Long.BYTES; i++) {
            word = word << Byte.SIZE | bytes[i] & 0xff;
        }
        return word;
    }
}
