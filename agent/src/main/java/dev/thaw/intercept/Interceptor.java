package dev.thaw.intercept;

import dev.thaw.cache.Diagnostics;
import dev.thaw.cache.Key;
import dev.thaw.cache.Shelf;
import dev.thaw.handle.Handles;
import dev.thaw.session.Opener;
import dev.thaw.session.Session;
import java.sql.Connection;
import java.sql.Driver;
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
    private static final String BY_A_KEEPER = "a pool or a transaction manager asks";
    private static final String NOT_TO_BE_SHARED = "its settings allow no sharing";

    private final Lender lender;
    private final Keys keys;
    private final Scope scope;
    private final Callers callers;
    private final Openings openings;
    private final SessionNames names;
    private final Detours detours;
    private final Diagnostics diagnostics;
    private final KnownSources sources = new KnownSources();
    private final KnownUsers users = new KnownUsers(this);
    private final Wrappers wrappers = new Wrappers();

    @SuppressWarnings("ThreadLocalUsage") // one interceptor for the life of the JVM
    private final ThreadLocal<Call> running = new ThreadLocal<>();

    public Interceptor(
            Lender lender,
            Keys keys,
            Scope scope,
            Callers callers,
            Openings openings,
            SessionNames names,
            Detours detours,
            Diagnostics diagnostics) {
        this.lender = lender;
        this.keys = keys;
        this.scope = scope;
        this.callers = callers;
        this.openings = openings;
        this.names = names;
        this.detours = detours;
        this.diagnostics = diagnostics;
        if (diagnostics.debugging()) {
            // Who wants to be told of each step gets the long way.
            detours.begin();
        }
    }

    /** What the hooks count as well. */
    public Detours detours() {
        return detours;
    }

    /**
     * DriverManager is asked by URL, user and password, which it was before: the way from there to an idle connection,
     * which may give null. Null where nothing is remembered of this URL; {@link #before} is asked then.
     */
    public BiFunction<String, String, Connection> remembered(String url) {
        return detours.areNone() ? users.of(url) : null;
    }

    /** The wrappers that are served beneath. */
    public Wrappers wrappers() {
        return wrappers;
    }

    /** The SDK has made a token for a database. */
    public void minted(String token) {
        try {
            keys.minted(token);
        } catch (Throwable fault) {
            diagnostics.fault("a token will not be known again", fault);
        }
    }

    /** DriverManager is asked. A connection: for its caller. Null: its body shall run. Properties: with these. */
    public Object before(Class<?> caller, String url, Properties info) {
        UrlRequest request = null;
        Properties given = null;
        try {
            if (!openings.isOneOfOurs() && serves(url)) {
                if (Wrappers.isUrl(url) && wrappers.goOn()) {
                    running.set(Call.ofWrapper(url, running.get()));
                    return null;
                }
                Snapshot snapshot = Snapshot.of(info);
                Connection again = detours.areNone() ? users.lend(caller, url, snapshot) : null;
                if (again != null) {
                    return again;
                }
                request = requestOf(caller, url, snapshot);
                Connection cached = lend(request);
                if (cached != null) {
                    users.served(url, snapshot, request, lender.home(cached));
                    return cached;
                }
                given = request == null ? null : request.given();
            }
        } catch (Throwable fault) {
            request = null;
            notHandedOut(fault);
        }
        begin(Call.of(request, running.get())).hand(info, given);
        return given;
    }

    private boolean serves(String url) {
        boolean serves = scope.serves(url);
        if (serves && !callers.mustBeLeftAlone()) {
            return true;
        }
        if (url != null && diagnostics.debugging()) {
            lender.leftAlone(Urls.withoutSecrets(url), serves ? BY_A_KEEPER : scope.whyNot(url));
        }
        return false;
    }

    /** Null where its connection is not to be shared. */
    private UrlRequest requestOf(Class<?> caller, String url, Snapshot info) {
        Key key = keys.of(caller, url, info);
        if (key == null) {
            lender.leftAlone(Urls.withoutSecrets(url), NOT_TO_BE_SHARED);
            return null;
        }
        return new UrlRequest(key, openings, caller, url, info, names);
    }

    private Connection lend(Request request) {
        return request == null ? null : lender.lend(request.key(), request);
    }

    /**
     * A DataSource is asked by its own user and password. A connection: for its caller, as it got one before. Null:
     * {@link #before} is asked.
     */
    public Connection again(Object source) {
        try {
            return detours.areNone() ? lendAsBefore(source) : null;
        } catch (Throwable fault) {
            notHandedOut(fault);
            return null;
        }
    }

    private Connection lendAsBefore(Object source) {
        KnownSources.Known known = sources.find(source);
        return known.holds() ? lender.lend(known.shelf, known.request) : null;
    }

    /** A driver's DataSource is asked, or something that only looks like one. Null: its body shall run. */
    public Connection before(Object source, boolean withCredentials, String user, String password) {
        SourceRequest request = null;
        DataSource asked = null;
        try {
            if (source instanceof DataSource && !openings.isOneOfOurs() && serves((DataSource) source)) {
                if (Wrappers.isSource(source) && wrappers.goOn()) {
                    running.set(Call.ofWrapper(null, running.get()));
                    return null;
                }
                Connection again = withCredentials ? null : lendAsBefore(source);
                if (again != null) {
                    return again;
                }
                asked = (DataSource) source;
                if (!sources.arePassedOn(asked, withCredentials)) {
                    request = requestOf(asked, withCredentials, user, password);
                }
                Connection cached = lend(request);
                if (cached != null) {
                    if (!withCredentials) {
                        sources.served(asked, request, lender.home(cached));
                    }
                    return cached;
                }
            }
        } catch (Throwable fault) {
            request = null;
            notHandedOut(fault);
        }
        begin(Call.ofSource(request, asked, withCredentials, running.get()));
        return null;
    }

    private boolean serves(DataSource source) {
        String why = null;
        if (Scope.isExtended(source.getClass())) {
            why = Lender.NO_DRIVERS_OWN;
        } else if (source instanceof AutoCloseable || callers.mustBeLeftAlone()) {
            // A pool is closed one day: MariaDB's driver has one.
            why = BY_A_KEEPER;
        }
        if (why != null) {
            lender.leftAlone(source.getClass().getName(), why);
        }
        return why == null;
    }

    /** Null where its connection is not to be shared. */
    private SourceRequest requestOf(DataSource source, boolean withCredentials, String user, String password) {
        Key key = keys.of(source, withCredentials, user, password);
        if (key == null) {
            lender.leftAlone(source.getClass().getName(), NOT_TO_BE_SHARED);
            return null;
        }
        return new SourceRequest(key, openings, keys, source, withCredentials, user, password);
    }

    /** A connection for what was served before; null where there is none. */
    Connection lendAgain(Shelf<Session> shelf, Opener how) {
        try {
            return lender.lend(shelf, how);
        } catch (Throwable fault) {
            notHandedOut(fault);
            return null;
        }
    }

    private void notHandedOut(Throwable fault) {
        diagnostics.fault("a cached connection could not be handed out", fault);
    }

    /**
     * A driver itself is asked. It is served where a wrapper asks it, on behalf of a call that is served; anybody else
     * who goes past DriverManager wants a connection of his own. The answer is as DriverManager's.
     */
    public Object beforeConnect(Object driver, String url, Properties info) {
        DriverRequest request = null;
        Properties given = null;
        Call outer = running.get();
        try {
            boolean served = outer != null
                    && outer.ofWrapper
                    && url != null
                    && !scope.leavesAlone(url)
                    && !openings.isOneOfOurs()
                    && !callers.mustBeLeftAlone();
            if (served) {
                Snapshot snapshot = Snapshot.of(info);
                Key key = keys.of(driver.getClass(), url, snapshot);
                request = key == null
                        ? null
                        : new DriverRequest(key, openings, (Driver) driver, outer.url, url, snapshot, names);
                Connection cached = lend(request);
                if (cached != null) {
                    return cached;
                }
                given = request == null ? null : request.given();
            }
        } catch (Throwable fault) {
            request = null;
            notHandedOut(fault);
        }
        begin(Call.of(request, outer)).hand(info, given);
        return given;
    }

    /** The body returned {@code opened}; gives back what its caller shall get. */
    public Connection after(Connection opened) {
        Call call = ended();
        if (call == null || call.aboveKeeper || opened == null) {
            return opened;
        }
        if (Handles.isHandle(opened)) {
            if (call.source != null) {
                servedWithin(call, Handles.sessionOf(opened));
            }
            return opened;
        }
        return call.request == null ? opened : adopted(call.request, opened);
    }

    /** A call inside this one of a DataSource was served. */
    private void servedWithin(Call call, Session session) {
        try {
            sources.passedOn(call, session, lender.home(session));
        } catch (Throwable fault) {
            diagnostics.fault("a DataSource could not be remembered", fault);
        }
    }

    /** What its caller shall get of a connection that was just opened. */
    private Connection adopted(Request request, Connection opened) {
        try {
            return lender.adopt(request, opened);
        } catch (Throwable fault) {
            diagnostics.fault("a new connection could not be taken in", fault);
            return opened;
        }
    }

    /**
     * The body threw. A connection: for its caller after all, since the server had room a little later. Null: its caller
     * gets the failure.
     */
    public Connection failed(Throwable failure) {
        Call call = ended();
        if (call == null) {
            return null;
        }
        boolean waits = call.request != null && !call.waited && Openings.isForWantOfRoom(call.request, failure);
        Connection opened = waits ? openedAfterAll(call.request) : null;
        if (call.outer != null) {
            call.outer.waited = opened == null && (waits || call.waited);
        }
        return opened == null ? null : adopted(call.request, opened);
    }

    private Connection openedAfterAll(Request request) {
        try {
            return openings.waitForRoom(request);
        } catch (Throwable fault) {
            diagnostics.fault("a server without room could not be asked again", fault);
            return null;
        }
    }

    private Call begin(Call call) {
        if (call.request == null && call.outer != null && callers.mustBeLeftAlone()) {
            call.outer.isAboveKeeper();
        }
        running.set(call);
        return call;
    }

    private Call ended() {
        Call call = running.get();
        if (call == null || call.outer == null) {
            running.remove();
        } else {
            running.set(call.outer);
        }
        try {
            if (call != null) {
                call.giveBack();
            }
        } catch (Throwable fault) {
            diagnostics.fault("what a driver has written into its Properties is lost", fault);
        }
        return call;
    }
}
