package dev.thaw.intercept;

import dev.thaw.cache.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a key is made of, taken in one by one and kept as fingerprints only: a setting can be a password, whatever its
 * name. Those that are known to be one go to a side of their own. Not thread-safe; one key each.
 *
 * <p>The fingerprint of the rest has a mark where each secret stands, so the two together tell any two sets of
 * settings apart.
 */
final class Ingredients {
    private static final int NOTHING = 0;
    private static final int TEXT = 1;
    private static final int TRUE_OR_FALSE = 2;
    private static final int NUMBER = 3;
    private static final int CHARACTER = 4;
    private static final int CONSTANT = 5;
    private static final int OPAQUE = 6;
    private static final int GROUP = 7;
    private static final int SECRET = 8;
    private static final int TOKEN = 9;
    private static final int INTEGER = 10;
    private static final int NAME = 11;
    private static final int CHARACTERS = 12;
    private static final int BYTES = 13;

    private final SipHash shape;
    private final SipHash secret;
    private final MintedTokens tokens;
    private final long wallMillis;
    private List<Object> parts;
    private String user;
    private String password;
    private long maxAgeMillis = Long.MAX_VALUE;
    private boolean shareable = true;
    /** How many values that may change were compared by identity. */
    private int opaque = 0;

    /** @param wallMillis the time now, since a token expires */
    Ingredients(Salt salt, MintedTokens tokens, long wallMillis) {
        this.shape = new SipHash(salt);
        this.secret = new SipHash(salt);
        this.tokens = tokens;
        this.wallMillis = wallMillis;
    }

    /** A named setting; anything but plain values is compared by identity. */
    private void setting(String name, Object value) {
        shape.add(NAME, name);
        value(Role.of(name), value);
    }

    /** The value of a setting that was named otherwise. */
    void value(Role role, Object value) {
        if (role == Role.OTHER || value == null) {
            add(shape, value);
        } else if (role == Role.UNSHARED) {
            shareable &= value.toString().equalsIgnoreCase("false");
            add(shape, value);
        } else if (role == Role.SECRET || !(value instanceof String)) {
            // A password can be characters.
            secret(value);
        } else if (role == Role.URL) {
            url((String) value);
        } else if (role == Role.PASSWORD) {
            password((String) value);
        } else {
            user = (String) value;
            add(shape, value);
        }
    }

    private void secret(Object value) {
        shape.add(SECRET);
        add(secret, value);
    }

    /** The names of the settings that follow, where they are known by one fingerprint. */
    void names(Fingerprint names) {
        shape.add(names.high()).add(names.low());
    }

    /** Several values follow that belong together. */
    void group(String kind, int size) {
        shape.add(GROUP, kind).add(size);
    }

    /** Where in its group the next value stands. */
    void place(int index) {
        shape.add(index);
    }

    /** A JDBC URL: the values of its parameters that are passwords, and the one of its user information, apart. */
    void url(String url) {
        int done = 0;
        for (int i = Urls.nextSecret(url, 0); i >= 0; i = Urls.nextSecret(url, done)) {
            shape.add(TEXT, url.substring(done, i)).add(SECRET);
            done = Urls.endOfSecret(url, i);
            secret.add(TEXT, url.substring(i, done));
        }
        shape.add(TEXT, url.substring(done));
        String named = Urls.value(url, "user");
        if (named != null) {
            user = named;
        }
        shareable &= !Urls.hasUnshared(url);
    }

    /**
     * All of them, those that are inherited as well. Nothing is shared where one is an object that may change, or answer its
     * driver otherwise each time.
     */
    void properties(Snapshot properties) {
        int before = opaque;
        map("properties", properties.own);
        if (properties.inherited != null) {
            map("inherited", properties.inherited);
        }
        shareable &= opaque == before && properties.isFaithful();
    }

    /** By content, whatever its order. */
    void map(String kind, Map<?, ?> map) {
        Object[] names = map.keySet().toArray();
        group(kind, names.length);
        for (Object name : names) {
            if (!(name instanceof String)) {
                // Nothing is known of such keys.
                shareable = false;
                return;
            }
        }
        Arrays.sort(names);
        for (Object name : names) {
            setting((String) name, map.get(name));
        }
    }

    /** Those of the call, which count instead of the DataSource's own. */
    void credentials(String userOfCall, String passwordOfCall) {
        settlePassword();
        user = null;
        group("credentials", 2);
        value(Role.USER, userOfCall);
        value(Role.PASSWORD, passwordOfCall);
    }

    private void password(String value) {
        settlePassword();
        shape.add(SECRET);
        password = value;
    }

    /** The user may have been named behind the password, so this is the last thing to be done for both. */
    private void settlePassword() {
        if (password == null) {
            return;
        }
        RdsToken token = RdsToken.looksLike(password) ? RdsToken.parse(password) : null;
        if (token == null) {
            add(secret, password);
        } else {
            maxAgeMillis = RdsToken.LIFETIME_MILLIS;
            // Its server would refuse it.
            shareable &= !token.isExpired(wallMillis);
            if (token.user().equals(user) && tokens.has(password)) {
                secret.add(TOKEN, token.identity());
            } else {
                add(secret, password);
            }
        }
        password = null;
    }

    private void add(SipHash to, Object value) {
        if (value == null) {
            to.add(NOTHING);
        } else if (value instanceof String) {
            to.add(TEXT, (String) value);
        } else if (value instanceof Boolean) {
            to.add(TRUE_OR_FALSE).add((Boolean) value ? 1 : 0);
        } else if (value instanceof Integer) {
            to.add(INTEGER).add((Integer) value);
        } else if (value instanceof Number && value.getClass().getName().startsWith("java.lang.")) {
            to.add(NUMBER, value.getClass().getName()).add(NUMBER, value.toString());
        } else if (value instanceof Character) {
            to.add(CHARACTER).add((Character) value);
        } else if (value instanceof Enum) {
            to.add(CONSTANT, ((Enum<?>) value).getDeclaringClass().getName()).add(CONSTANT, ((Enum<?>) value).name());
        } else if (value instanceof char[]) {
            to.add(CHARACTERS).add(((char[]) value).length);
            for (char c : (char[]) value) {
                to.add(c);
            }
        } else if (value instanceof byte[]) {
            to.add(BYTES).add(((byte[]) value).length);
            for (byte b : (byte[]) value) {
                to.add(b);
            }
        } else {
            // A class does not change.
            opaque += value instanceof Class ? 0 : 1;
            shareable &= isOfTheJdk(value.getClass());
            to.add(OPAQUE);
            part(new Identity(value));
        }
    }

    /** No callback that gives its driver another user each time, or settings that nobody can look into. */
    private static boolean isOfTheJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    private void part(Object part) {
        if (parts == null) {
            parts = new ArrayList<>();
        }
        parts.add(part);
    }

    /**
     * The key of all that was taken in.
     *
     * @param label what logs may show
     * @param home the class or the loader that is asked; compared by identity; may be null
     * @return null where nothing may be shared
     */
    Key key(String label, Object home) {
        settlePassword();
        if (!shareable) {
            return null;
        }
        part(home);
        part(shape.result());
        return Key.withSecret(label, secret.result(), maxAgeMillis, parts.toArray());
    }
}
