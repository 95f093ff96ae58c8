package dev.thaw.intercept;

import java.util.Locale;
import java.util.Properties;

/**
 * Names sessions of MySQL and MariaDB after their function, by the attribute {@code program_name} that a client sends with
 * its connect, so that an operator sees in {@code performance_schema.session_connect_attrs} whose they are. An application
 * that sends attributes of its own names them itself. Immutable, thread-safe.
 *
 * <p>PostgreSQL's are named when they stay open; see {@code dev.thaw.session.Stay}.
 */
public final class SessionNames {
    private static final String ATTRIBUTES = "connectionAttributes";

    private final String name;

    /** @param name null for no name */
    public SessionNames(String name) {
        this.name = name;
    }

    /** A copy with the name, or null where nothing is to be added: for this URL, or to what the application sends. */
    Properties named(String url, Properties info) {
        if (name == null || !(url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mariadb:"))) {
            return null;
        }
        // Of the defaults, too.
        boolean own = info != null && info.getProperty(ATTRIBUTES) != null
                || url.toLowerCase(Locale.ROOT).contains(ATTRIBUTES.toLowerCase(Locale.ROOT));
        if (own) {
            return null;
        }
        Properties named = new Properties();
        if (info != null) {
            for (String property : info.stringPropertyNames()) {
                named.put(property, info.getProperty(property));
            }
            named.putAll(info);
        }
        named.put(ATTRIBUTES, "program_name:" + name);
        return named;
    }
}
