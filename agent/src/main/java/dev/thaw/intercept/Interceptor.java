package dev.thaw.intercept;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Diagnostics;
import dev.thaw.cache.Key;
import dev.thaw.handle.Handles;
import dev.thaw.session.DriverKind;
import dev.thaw.session.ResetMode;
import dev.thaw.session.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.BiFunction;
import javax.sql.DataSource;

/**
 * What happens when somebody asks for a connection: a cached one, or the body of the method runs and what it opens is
 * cached from then on. Innermost wins: of nested calls the one that the driver itself answers is served.
 *
 * <p>Nothing here throws. Every {@code before} that returns null is followed by one {@code after} or {@code failed} in
 * the same thread. Thread-safe.
 */
public final class Interceptor {
    private final Cache<Session> cache;
    private final Handles handles;
    private final Scope scope;
    private final Callers callers;
    private final ResetMode resetMode;
    private final Diagnostics diagnostics;
    private final LateClasses lateClasses = new LateClasses();

    @SuppressWarnings("ThreadLocalUsage") // one interceptor for the life of the JVM
    private final ThreadLocal<Call> running = new ThreadLocal<>();

    public Interceptor(
            Cache<Session> cache,
            Handles handles,
            Scope scope,
            Callers callers,
            ResetMode resetMode,
            Diagnostics diagnostics) {
        this.cache = cache;
        this.handles = handles;
        this.scope = scope;
        this.callers = callers;
        this.resetMode = resetMode;
        this.diagnostics = diagnostics;
    }

    /**
     * DriverManager is asked by URL, user and password, which it was before: the way from there to an idle connection,
     * which may give null. Null where nothing is remembered of this URL; {@link #before} is asked then.
     */
    public BiFunction<String, String, Connection> remembered(String url) {
        return null;
    }

    /**
     * DriverManager is asked.
     *
     * @return a Connection is its answer; Properties are what its body shall run with; null: its body shall run
     */
    public Object before(Class<?> caller, String url, Properties info) {
        Key key = null;
        try {
            if (scope.serves(url) && !callers.mustBeLeftAlone()) {
                key = Keys.of(caller, url, info);
                Connection cached = borrow(key);
                if (cached != null) {
                    return cached;
                }
            }
        } catch (Throwable fault) {
            key = null;
            diagnostics.fault("a cached connection could not be handed out", fault);
        }
        running.set(new Call(key, url, running.get()));
        return null;
    }

    /** A driver's DataSource is asked, or something that only looks like one. Null: its body shall run. */
    public Connection before(Object source, boolean withCredentials, String user, String password) {
        Key key = null;
        try {
            if (source instanceof DataSource && !callers.mustBeLeftAlone()) {
                key = Keys.of((DataSource) source, withCredentials, user, password);
                Connection cached = key == null ? null : borrow(key);
                if (cached != null) {
                    return cached;
                }
            }
        } catch (Throwable fault) {
            key = null;
            diagnostics.fault("a cached connection could not be handed out", fault);
        }
        running.set(new Call(key, null, running.get()));
        return null;
    }

    /** The body returned {@code opened}; gives back what its caller shall get. */
    public Connection after(Connection opened) {
        Call call = ended();
        if (call == null || call.key == null || opened == null || Handles.isHandle(opened)) {
            return opened;
        }
        try {
            return adopt(call, opened);
        } catch (Throwable fault) {
            diagnostics.fault("a new connection could not be taken in", fault);
            return opened;
        }
    }

    /** The body threw; gives back what its caller shall get instead, or null: the failure, as it is. */
    public Connection failed(Throwable failure) {
        ended();
        return null;
    }

    private Call ended() {
        Call call = running.get();
        if (call == null || call.outer == null) {
            running.remove();
        } else {
            running.set(call.outer);
        }
        return call;
    }

    private Connection borrow(Key key) {
        Session session = cache.borrow(key);
        if (session == null) {
            return null;
        }
        if (diagnostics.debugging()) {
            diagnostics.debug("reused " + key);
        }
        Connection handle = null;
        try {
            handle = handles.lend(session);
        } finally {
            if (handle == null) {
                cache.discard(session, "no handle could be made for it");
            }
        }
        return handle;
    }

    private Connection adopt(Call call, Connection opened) throws SQLException, ClassNotFoundException {
        String url = call.url == null ? opened.getMetaData().getURL() : call.url;
        DriverKind driver = DriverKind.of(opened);
        if (!scope.serves(url) || driver == null && !scope.isForced(url)) {
            return opened;
        }
        lateClasses.load();
        Session session = new Session(opened, driver == null ? DriverKind.OTHER : driver, resetMode, cache);
        Connection handle = handles.lend(session);
        if (handle == null) {
            return opened;
        }
        cache.adopt(call.key, session);
        diagnostics.info("opened " + call.key);
        return handle;
    }
}
