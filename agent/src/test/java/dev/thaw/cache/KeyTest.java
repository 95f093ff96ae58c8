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

    @Test
    void theSecretCountsOnASideOfItsOwn() {
        Key key = secret("old", "url", 1);
        assertThat(secret("old", "url", 1)).isEqualTo(key).hasSameHashCodeAs(key);
        assertThat(secret("new", "url", 1)).isNotEqualTo(key);
        assertThat(new Key("label", "url", 1)).isNotEqualTo(key);
        assertThat(secret("new", "url", 1).differsInSecretOnly(key)).isTrue();
        assertThat(new Key("label", "url", 1).differsInSecretOnly(key)).isTrue();
        assertThat(secret("old", "url", 1).differsInSecretOnly(key)).isFalse();
        assertThat(secret("new", "url", 2).differsInSecretOnly(key)).isFalse();
        assertThat(key.maxAgeMillis()).isEqualTo(900);
    }

    private static Key secret(String secret, Object... parts) {
        return Key.withSecret("label", secret, 900, parts);
    }
}
