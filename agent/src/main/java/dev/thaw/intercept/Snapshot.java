package dev.thaw.intercept;

import java.util.Map;
import java.util.Properties;

/**
 * The Properties of a call as they were when they were read, once: a key is made of this, and the driver gets a copy of it, so
 * that a connection is what its key says, whoever changes the application's object meanwhile. Immutable, but for arrays and
 * other objects in it, which are the application's.
 */
final class Snapshot {
    /** What the application's object itself holds. */
    final Properties own = new Properties();
    /** What only its defaults hold, which H2's driver does not see; null for none. */
    final Properties inherited;

    private final boolean faithful;

    private Snapshot(Properties info) {
        Properties defaults = null;
        boolean same = true;
        for (String name : info.stringPropertyNames()) {
            String value = info.getProperty(name);
            Object held = info.get(name);
            if (held instanceof String) {
                same &= held.equals(value);
                own.put(name, held);
            } else if (value != null) {
                defaults = defaults == null ? new Properties() : defaults;
                defaults.put(name, value);
            }
        }
        for (Map.Entry<Object, Object> entry : info.entrySet()) {
            // Text was read above: Jasypt's Properties decrypt it where they are asked by name.
            if (!(entry.getKey() instanceof String && entry.getValue() instanceof String)) {
                own.put(entry.getKey(), entry.getValue());
            }
        }
        inherited = defaults;
        faithful = same;
    }

    /** Of none for null, as drivers take it. */
    static Snapshot of(Properties info) {
        return new Snapshot(info == null ? new Properties() : info);
    }

    /** Whether any driver reads the same in it as in the application's object, which may answer otherwise each time. */
    boolean isFaithful() {
        return faithful;
    }

    /** Whether it says no more than a user and his password, as texts. */
    boolean isOfUserAlone() {
        return own.size() == 2 && user() != null && password() != null && inherited == null && faithful;
    }

    /** Null where none is given as a text. */
    String user() {
        return own.getProperty("user");
    }

    /** Null where none is given as a text. */
    String password() {
        return own.getProperty("password");
    }

    /** Whether a password may be in it that the application, or a driver once it has read it, overwrites. */
    boolean hasArrays() {
        for (Object value : own.values()) {
            if (value.getClass().isArray()) {
                return true;
            }
        }
        return false;
    }

    /** For a driver, which may change it. */
    Properties copy() {
        Properties copy = new Properties(inherited);
        copy.putAll(own);
        return copy;
    }
}
