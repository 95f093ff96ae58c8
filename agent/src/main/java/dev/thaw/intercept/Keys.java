package dev.thaw.intercept;

import dev.thaw.cache.Clock;
import dev.thaw.cache.Key;
import dev.thaw.session.DriverKind;
import javax.sql.DataSource;

/**
 * From the arguments of a call to what may share a connection. Holds no secret, and nothing from which one could be
 * found without the salt of this environment. Thread-safe.
 */
public final class Keys implements Runnable {
    private final Clock clock;
    private volatile Generation current = new Generation();
    /** From before the restore: an open handle was asked for then. */
    private volatile Generation previous;

    public Keys(Clock clock) {
        this.clock = clock;
    }

    /** After a restore from a snapshot: draws a new salt, so that no key from before it matches any more. */
    @Override
    public void run() {
        previous = current;
        current = new Generation();
    }

    /** The SDK made this token for a database here and now. */
    void minted(String token) {
        if (token != null) {
            current.tokens.add(token);
        }
    }

    /**
     * DriverManager's: URL, all properties, and the loader of the caller, since DriverManager offers a caller only the
     * drivers that his loader sees.
     *
     * @return null where nothing is known of one of them: nothing is shared then
     */
    Key of(Class<?> caller, String url, Snapshot info) {
        Ingredients ingredients = current.ingredients(clock);
        ingredients.url(url);
        ingredients.properties(info);
        // Named by the URL without its secrets once a connection is opened for it, and not in each invocation.
        return ingredients.key("a URL", caller == null ? null : caller.getClassLoader());
    }

    /**
     * A DataSource's: its class and settings, so that one which is built anew in every invocation is found again, and
     * the credentials of the call where there are any.
     *
     * @return null where the settings cannot be read: nothing is known then, and nothing is shared
     */
    Key of(DataSource source, boolean withCredentials, String user, String password) {
        Generation generation = current;
        Object derived = withCredentials ? null : DerivedSettings.of(source);
        LastKey last = generation.lastOfSource;
        Key known = derived == null || last == null ? null : last.of(source, derived, null);
        if (known != null) {
            return known;
        }
        Key key = make(generation, source, withCredentials, user, password);
        if (key != null && derived != null) {
            generation.lastOfSource = new LastKey(key, source, derived, null);
        }
        return key;
    }

    /** Whether a key that was made of this DataSource, in this life or before a restore, would be made of it again. */
    boolean isStill(Key key, DataSource source, boolean withCredentials, String user, String password) {
        Generation before = previous;
        return key.equals(make(current, source, withCredentials, user, password))
                || before != null && key.equals(make(before, source, withCredentials, user, password));
    }

    private Key make(Generation generation, DataSource source, boolean withCredentials, String user, String password) {
        Ingredients ingredients = generation.ingredients(clock);
        // The reference of an unproven driver may leave out what matters: mssql-jdbc's has no password.
        boolean proven = DriverKind.ofClassName(source.getClass().getName()) != null;
        if (!(proven && ReferenceSettings.add(source, ingredients)) && !FieldSettings.add(source, ingredients)) {
            return null;
        }
        if (withCredentials) {
            ingredients.credentials(user, password);
        }
        return ingredients.key(source.getClass().getName(), source.getClass());
    }

    /** What one salt goes with. A fast way that finds a key by the very Strings of a call belongs here as well. */
    private static final class Generation {
        private final Salt salt = Salt.draw();
        final MintedTokens tokens = new MintedTokens(salt);
        volatile LastKey lastOfSource;

        Ingredients ingredients(Clock clock) {
            return new Ingredients(salt, tokens, clock.wallMillis());
        }
    }
}
