package dev.thaw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What may share a connection: everything but the label counts. */
class KeyTest {
    @Test
    void everyPartCountsAndTheLabelDoesNot() {
        Key key = new Key("a", "url", null, 1);
        assertThat(new Key("b", "url", null, 1)).isEqualTo(key).hasSameHashCodeAs(key);
        assertThat(new Key("a", "url", "user", 1)).isNotEqualTo(key);
        assertThat(new Key("a", "url", null)).isNotEqualTo(key);
        assertThat(new Key("a", null, "url", 1)).isNotEqualTo(key);
        assertThat(key).isNotEqualTo(null).isNotEqualTo("a");
    }

    @Test
    void keysOfEqualHashAreComparedInFull() {
        assertThat(new Key("a", "Aa")).hasSameHashCodeAs(new Key("a", "BB")).isNotEqualTo(new Key("a", "BB"));
    }

    @Test
    void partsAreCopied() {
        Object[] parts = {"url"};
        Key key = new Key("a", parts);
        parts[0] = "other";
        assertThat(key).isEqualTo(new Key("a", "url"));
    }
}
