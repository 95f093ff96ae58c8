package dev.thaw.agent;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The agent's jar, read at once: its files are not compressed, so they lie in these bytes as they are. Thread-safe.
 *
 * <p>The format is that of PKWARE's APPNOTE 6.3: at the end the directory, before it each file behind a header.
 */
final class StoredJar {
    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int DIRECTORY_ENTRY = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int HEADER_SIZE = 30;

    /** All of the jar, which is small. */
    private final byte[] bytes;

    /** Where an entry of the directory stands, by its file's name. */
    private final Map<String, Integer> entries = new HashMap<>(256);

    /** @throws IOException where it cannot be read, or is no jar */
    StoredJar(String path) throws IOException {
        try (FileInputStream in = new FileInputStream(path)) {
            bytes = in.readAllBytes();
        }
        int end = bytes.length - END_SIZE;
        if (end < 0 || u4(end) != END) {
            throw new IOException("the agent's jar has no directory at its end");
        }
        int at = u4(end + 16);
        for (int left = u2(end + 10); left > 0; left--) {
            if (u4(at) != DIRECTORY_ENTRY) {
                throw new IOException("the agent's jar has a damaged directory");
            }
            int length = u2(at + 28);
            entries.put(new String(bytes, at + ENTRY_SIZE, length, StandardCharsets.ISO_8859_1), at);
            at += ENTRY_SIZE + length + u2(at + 30) + u2(at + 32);
        }
    }

    /**
     * The content of a file; null where there is none of this name.
     *
     * @throws IOException where somebody has compressed it, and it is damaged
     */
    ByteBuffer find(String name) throws IOException {
        Integer entry = entries.get(name);
        if (entry == null) {
            return null;
        }
        int header = u4(entry + 42);
        int start = header + HEADER_SIZE + u2(header + 26) + u2(header + 28);
        int length = u4(entry + 24);
        return u2(entry + 10) == 0
                ? ByteBuffer.wrap(bytes, start, length)
                : inflated(start, u4(entry + 20), new byte[length]);
    }

    private ByteBuffer inflated(int start, int length, byte[] content) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes, start, length);
            inflater.inflate(content);
            return ByteBuffer.wrap(content);
        } catch (DataFormatException e) {
            throw new IOException("the agent's jar is damaged", e);
        } finally {
            inflater.end();
        }
    }

    private int u2(int at) {
        return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8;
    }

    private int u4(int at) {
        return u2(at) | u2(at + 2) << 16;
    }
}
