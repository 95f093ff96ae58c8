package dev.thaw.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The authors' own test vectors for SipHash-2-4-128, and that no two texts look like one. */
class SipHashTest {
    private static final long FIRST = 0x0706050403020100L;
    private static final long SECOND = 0x0f0e0d0c0b0a0908L;

    /** Key 00..0f, input 00..n-1, as in {@code vectors.h} of the reference implementation. */
    @ParameterizedTest
    @CsvSource({
        "0, a3817f04ba25a8e66df67214c7550293",
        "1, da87c1d86b99af44347659119b22fc45",
        "2, 8177228da4a45dc7fca38bdef60affe4",
        "8, 3b62a9ba6258f5610f83e264f31497b4",
        "15, 5493e99933b0a8117e08ec0f97cfc3d9",
        "63, 5150d1772f50834a503e069a973fbd7c",
    })
    void agreesWithTheAuthors(int length, String expected) {
        SipHash hash = new SipHash(FIRST, SECOND);
        int done = 0;
        for (; done + Long.BYTES <= length; done += Long.BYTES) {
            hash.add(word(done, Long.BYTES));
        }
        ByteBuffer vector = ByteBuffer.wrap(HexFormat.of().parseHex(expected)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(hash.result(word(done, length - done), length - done))
                .isEqualTo(new Fingerprint(vector.getLong(), vector.getLong()));
    }

    private static long word(int from, int count) {
        long word = 0;
        for (int i = 0; i < count; i++) {
            word |= (long) (from + i) << i * Byte.SIZE;
        }
        return word;
    }

    @Test
    void textsKeepTheirBounds() {
        assertThat(of("a", "bc")).isEqualTo(of("a", "bc")).isNotEqualTo(of("ab", "c"));
        assertThat(of("a")).isNotEqualTo(of("a\0")).isNotEqualTo(of("\u0161")).isNotEqualTo(of("a", ""));
        assertThat(of("abcdabcd")).isNotEqualTo(of("abcd", "abcd"));
    }

    /** Up to seven characters are one word, others several. */
    @Test
    void textsOfAnyLengthAndKindAreAllDifferent() {
        List<String> texts = new ArrayList<>();
        for (int length = 0; length <= 17; length++) {
            texts.add("a".repeat(length));
            texts.add("\0".repeat(length) + "b");
            texts.add("c".repeat(length) + "\u00e9");
        }
        Set<Fingerprint> seen = new HashSet<>();
        for (int kind = 0; kind < 16; kind++) {
            for (String text : texts) {
                assertThat(seen.add(new SipHash(FIRST, SECOND).add(kind, text).result()))
                        .as(kind + " " + text)
                        .isTrue();
            }
        }
    }

    @Test
    void whatHasNoEncodingIsNotMixedUp() {
        assertThat(of("\ud800")).isNotEqualTo(of("?")).isNotEqualTo(of("\ud801"));
        assertThat(of("\u00e9")).isNotEqualTo(of("\u00ea")).isEqualTo(of("\u00e9"));
        assertThat(new SipHash(FIRST, SECOND).add(2, "a").result()).isNotEqualTo(of("a"));
    }

    @Test
    void theKeyCounts() {
        assertThat(new SipHash(FIRST, SECOND).add(1, "a").result())
                .isNotEqualTo(new SipHash(SECOND, FIRST).add(1, "a").result());
        assertThat(Salt.draw().first()).isNotEqualTo(Salt.draw().first());
    }

    private static Fingerprint of(String... texts) {
        SipHash hash = new SipHash(FIRST, SECOND);
        for (String text : texts) {
            hash.add(1, text);
        }
        return hash.result();
    }
}
