package dev.thaw.intercept;

import dev.thaw.session.SessionTerms;
import java.util.Properties;

/**
 * Names sessions of MySQL and MariaDB after their function, by the attribute {@code program_name} that a client sends with
 * its connect, so that an operator sees in {@code performance_schema.session_connect_attrs} whose they are. An application
 * that sends attributes of its own names them itself. Immutable, thread-safe.
 *
 * <p>PostgreSQL's are named when they stay open; see {@code dev.thaw.session.Stay}.
 */
public final class SessionNames {
    private final String name;

    /** @param name null for no name */
    public SessionNames(String name) {
        this.name = name;
    }

    /** Adds the name to what a driver gets, unless it is not to be for this URL, or the application sends attributes. */
    void addTo(Properties given, String url) {
        if (name != null
                && (url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mariadb:"))
                && !hasAttributes(given)
                && Urls.value(url, SessionTerms.ATTRIBUTES) == null) {
            given.put(SessionTerms.ATTRIBUTES, SessionTerms.attribute(name));
        }
    }

    /** In any case, as Connector/J takes names; of the defaults, too. */
    private static boolean hasAttributes(Properties given) {
        for (String property : given.stringPropertyNames()) {
            if (property.equalsIgnoreCase(SessionTerms.ATTRIBUTES)) {
                return true;
            }
        }
        return false;
    }
}
