package dev.thaw.intercept;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Diagnostics;
import dev.thaw.cache.Key;
import dev.thaw.cache.Shelf;
import dev.thaw.handle.Handles;
import dev.thaw.session.DriverKind;
import dev.thaw.session.Opener;
import dev.thaw.session.Session;
import dev.thaw.session.SessionTerms;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Lends sessions by handles: idle ones, and those on connections that have just been opened. Thread-safe. */
public final class Lender {
    static final String NO_DRIVERS_OWN = "it is no driver's own DataSource";

    private final Cache<Session> cache;
    private final Handles handles;
    private final Scope scope;
    private final SessionTerms terms;
    private final Diagnostics diagnostics;
    private final LateClasses lateClasses = new LateClasses();

    public Lender(Cache<Session> cache, Handles handles, Scope scope, SessionTerms terms, Diagnostics diagnostics) {
        this.cache = cache;
        this.handles = handles;
        this.scope = scope;
        this.terms = terms;
        this.diagnostics = diagnostics;
    }

    /** A handle on an idle session; null where there is none for this key. */
    Connection lend(Key key, Opener how) {
        Session session = cache.borrow(key);
        return session == null ? null : lend(session, how);
    }

    /** The same for who knows where the session stands. */
    Connection lend(Shelf<Session> shelf, Opener how) {
        Session session = cache.borrow(shelf);
        return session == null ? null : lend(session, how);
    }

    /** Where a handle's session stands while it is idle. */
    Shelf<Session> home(Connection handle) {
        return home(Handles.sessionOf(handle));
    }

    /** Where a session stands while it is idle. */
    Shelf<Session> home(Session session) {
        return cache.home(session);
    }

    private Connection lend(Session session, Opener how) {
        Connection handle = null;
        try {
            session.askedBy(how);
            handle = handles.lend(session);
        } finally {
            if (handle == null) {
                cache.discard(session, "no handle could be made for it");
            }
        }
        return handle;
    }

    /**
     * A handle on the connection that a body has opened, whose session is known from now on; {@code opened} itself where
     * that is not to be cached.
     *
     * @throws SQLException where the driver cannot tell what has to be known of it
     * @throws ClassNotFoundException where the agent is incomplete
     */
    Connection adopt(Request request, Connection opened) throws SQLException, ClassNotFoundException {
        DataSource source = request.source();
        if (source != null && !scope.mayServe(source.getClass(), opened.getClass())) {
            leftAlone(request.key(), NO_DRIVERS_OWN);
            return opened;
        }
        // What an unproven driver's own writes into its fields as it connects is no change of its settings.
        if (request.isOfProvenDriver() && !request.isStillAsked()) {
            leftAlone(request.key(), "its settings were changed as it was asked");
            return opened;
        }
        String given = request.givenUrl();
        String url = given == null ? opened.getMetaData().getURL() : given;
        DriverKind driver = DriverKind.of(opened);
        if (!scope.serves(url) || driver == null && !scope.isForced(url)) {
            leftAlone(Urls.withoutSecrets(url), scope.serves(url) ? "its driver is not proven" : scope.whyNot(url));
            return opened;
        }
        if (driver != null && request.isBeyond(driver, opened) && !scope.isForced(url)) {
            leftAlone(
                    Urls.withoutSecrets(url), "another driver has answered, by a connection of the one that is proven");
            return opened;
        }
        lateClasses.load();
        Session session = new Session(opened, driver == null ? DriverKind.OTHER : driver, terms, cache);
        session.askedBy(request);
        if (Scope.isEmbedded(url)) {
            session.distrust();
        }
        Connection handle = handles.lend(session);
        if (handle == null) {
            return opened;
        }
        request.key().show(Urls.withoutSecrets(url));
        if (!cache.adopt(request.key(), session)) {
            leftAlone(request.key(), "its driver has given it out before");
            return opened;
        }
        diagnostics.info("opened " + request.key());
        return handle;
    }

    /** Tells who wants to know of each step. {@code what} holds no secret. */
    void leftAlone(Object what, String why) {
        if (diagnostics.debugging()) {
            diagnostics.debug("left alone " + what + ": " + why);
        }
    }
}
