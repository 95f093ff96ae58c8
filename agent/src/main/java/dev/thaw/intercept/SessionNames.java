package dev.thaw.intercept;

import java.util.Map;
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
        if (hasAttributes(info) || Urls.value(url, ATTRIBUTES) != null) {
            return null;
        }
        Properties named = new Properties();
        if (info != null) {
            for (String property : info.stringPropertyNames()) {
                named.put(property, info.getProperty(property));
            }
            // Text was taken as it is told: a class of the application's may hold it encrypted.
            for (Map.Entry<Object, Object> entry : info.entrySet()) {
                if (!(entry.getKey() instanceof String && entry.getValue() instanceof String)) {
                    named.put(entry.getKey(), entry.getValue());
                }
            }
        }
        named.put(ATTRIBUTES, "program_name:" + name);
        return named;
    }

    /** In any case, as Connector/J takes names; of the defaults, too. */
    private static boolean hasAttributes(Properties info) {
        if (info != null) {
            for (String property : info.stringPropertyNames()) {
                if (property.equalsIgnoreCase(ATTRIBUTES)) {
                    return true;
                }
            }
        }
        return false;
    }
}
