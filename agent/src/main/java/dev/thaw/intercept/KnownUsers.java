package dev.thaw.intercept;

import dev.thaw.cache.Shelf;
import dev.thaw.session.Opener;
import dev.thaw.session.Session;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Properties;
import java.util.function.BiFunction;

/**
 * Who asked {@code DriverManager} by URL, user and password and was given a connection that was kept: the same constants
 * find their key again by identity. Passwords are the application's own objects, and are kept for as long as it keeps
 * them; tokens, which expire, are not remembered. Thread-safe, without locks on the way to an answer.
 *
 * <p>{@code Objects.equals} looks at identity first where Lambda's compiler would call {@code String.equals} for that.
 */
final class KnownUsers {
    /** More is most likely a password that changes with every call. */
    private static final int MOST = 8;

    private final Interceptor interceptor;
    /** Copied on write under {@code this}; read without. */
    private volatile KnownUser[] known = new KnownUser[0];

    KnownUsers(Interceptor interceptor) {
        this.interceptor = interceptor;
    }

    /** From user and password to a connection; null, as is that connection, where the long way must be gone. */
    BiFunction<String, String, Connection> of(String url) {
        for (KnownUser one : known) {
            if (Objects.equals(one.url, url)) {
                return one;
            }
        }
        return null;
    }

    /** This was asked for, and a connection that was kept was given. */
    void served(String url, Snapshot info, UrlRequest request, Shelf<Session> shelf) {
        if (info.isOfUserAlone() && !RdsToken.looksLike(info.password())) {
            learn(new KnownUser(url, info.user(), info.password(), request, shelf));
        }
    }

    /**
     * A connection for what was asked for before by a class of the same loader, also if by other objects; null where the long way
     * must be gone.
     */
    Connection lend(Class<?> caller, String url, Snapshot info) {
        KnownUser one = caller != null && info.isOfUserAlone() ? find(url, info.user(), info.password()) : null;
        return one != null && one.isOfLoaderOf(caller) ? interceptor.lendAgain(one.shelf, one) : null;
    }

    /** There is one of them at most. */
    private KnownUser find(String url, String user, String password) {
        for (KnownUser one : known) {
            if (one.url.equals(url) && one.isFor(user, password)) {
                return one;
            }
        }
        return null;
    }

    /** The newest first; those whose password is garbage go. */
    private synchronized void learn(KnownUser one) {
        KnownUser[] changed = new KnownUser[MOST];
        changed[0] = one;
        int count = 1;
        for (KnownUser old : known) {
            String password = old.password.get();
            boolean stays = password != null && !(one.url.equals(old.url) && one.isFor(old.user, password));
            if (stays && count < MOST) {
                changed[count++] = old;
            }
        }
        KnownUser[] all = new KnownUser[count];
        System.arraycopy(changed, 0, all, 0, count);
        known = all;
    }

    private final class KnownUser implements BiFunction<String, String, Connection>, Opener {
        final String url;
        final String user;
        final WeakReference<String> password;
        private final Shelf<Session> shelf;
        private final Openings openings;
        private final Class<?> caller;
        private final SessionNames names;

        KnownUser(String url, String user, String password, UrlRequest request, Shelf<Session> shelf) {
            this.url = url;
            this.user = user;
            this.password = new WeakReference<>(password);
            this.shelf = shelf;
            this.openings = request.openings();
            this.caller = request.caller();
            this.names = request.names();
        }

        boolean isFor(String someUser, String somePassword) {
            String own = password.get();
            return own != null && Objects.equals(own, somePassword) && Objects.equals(user, someUser);
        }

        boolean isOfLoaderOf(Class<?> someCaller) {
            return caller != null && caller.getClassLoader() == someCaller.getClassLoader();
        }

        @Override
        public Connection apply(String someUser, String somePassword) {
            return isFor(someUser, somePassword)
                    ? interceptor.lendAgain(shelf, this)
                    : lendAsAnother(someUser, somePassword);
        }

        private Connection lendAsAnother(String someUser, String somePassword) {
            KnownUser one = find(url, someUser, somePassword);
            return one == null ? null : interceptor.lendAgain(one.shelf, one);
        }

        /** Null where the application has let go of the password. */
        @Override
        public Connection open() throws SQLException {
            String own = password.get();
            if (own == null) {
                return null;
            }
            Properties info = new Properties();
            info.setProperty("user", user);
            info.setProperty("password", own);
            return new UrlRequest(shelf.key(), openings, caller, url, Snapshot.of(info), names).open();
        }
    }
}
