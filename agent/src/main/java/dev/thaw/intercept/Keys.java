package dev.thaw.intercept;

import dev.thaw.cache.Key;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import javax.naming.Referenceable;
import javax.sql.DataSource;

/** From the arguments of a call to what may share a connection. Stateless, thread-safe. */
final class Keys {
    private Keys() {}

    /**
     * DriverManager's: URL, a snapshot of all properties, and the loader of the caller, since DriverManager offers a
     * caller only the drivers that his loader sees.
     */
    static Key of(Class<?> caller, String url, Properties info) {
        return new Key(Urls.withoutSecrets(url), caller == null ? null : caller.getClassLoader(), url, snapshot(info));
    }

    /** The object itself is the callee's to change: some drivers add their own to it. Defaults count as well. */
    private static Map<Object, Object> snapshot(Properties info) {
        Map<Object, Object> copy = new HashMap<>();
        if (info != null) {
            for (String name : info.stringPropertyNames()) {
                copy.put(name, info.getProperty(name));
            }
            copy.putAll(info);
        }
        return copy;
    }

    /**
     * A DataSource's: its class and settings, so that one which is built anew in every invocation is found again, and
     * the credentials of the call where there are any.
     *
     * @return null where the settings cannot be read: nothing is known then, and nothing is shared
     */
    static Key of(DataSource source, boolean withCredentials, String user, String password) {
        Object settings = null;
        if (source instanceof Referenceable) {
            settings = ReferenceSettings.of(source);
        }
        if (settings == null) {
            settings = FieldSettings.of(source);
        }
        return settings == null
                ? null
                : new Key(source.getClass().getName(), source.getClass(), settings, withCredentials, user, password);
    }
}
