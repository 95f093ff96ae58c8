package dev.thaw.intercept;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Clock;
import dev.thaw.cache.Diagnostics;
import dev.thaw.cache.Entry;
import dev.thaw.cache.Invocations;
import dev.thaw.cache.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Predicate;

/**
 * Connections that are opened on the application's behalf outside the call that it made, and the patience with a server
 * that has no room: it is asked again, after a random time (full jitter, since all who were refused at once would come back
 * at once), until the wait is over. A refused connect has done nothing, so nothing is done twice. Thread-safe.
 */
public final class Openings {
    private static final long FIRST_PAUSE_MILLIS = 4;
    /**
     * An attempt that PostgreSQL refuses holds a place until its password has been checked: where more attempts are running
     * than places are free, shorter pauses would keep all of them out for good.
     */
    private static final long LONGEST_PAUSE_MILLIS = 800;
    /** For who has waited in vain for half of its time: those who have just come ask more often than it does. */
    private static final long LONGEST_LATE_PAUSE_MILLIS = 100;

    /** Left of the invocation for the application to answer. */
    private static final long MARGIN_MILLIS = 250;

    private final Cache<? extends Entry> cache;
    private final DriverManagerBody driverManager;
    private final Invocations invocations;
    private final Clock clock;
    private final long waitMillis;
    private final Detours detours;
    private final Diagnostics diagnostics;

    @SuppressWarnings("ThreadLocalUsage") // one for the life of the JVM
    private final ThreadLocal<Boolean> own = new ThreadLocal<>();

    /** @param waitMillis how long a server without room is asked again at most; 0 is not at all */
    public Openings(
            Cache<? extends Entry> cache,
            DriverManagerBody driverManager,
            Invocations invocations,
            Clock clock,
            long waitMillis,
            Detours detours,
            Diagnostics diagnostics) {
        this.cache = cache;
        this.driverManager = driverManager;
        this.invocations = invocations;
        this.clock = clock;
        this.waitMillis = waitMillis;
        this.detours = detours;
        this.diagnostics = diagnostics;
    }

    /** Whether the calling thread opens a connection for us just now, so that the hooks let it pass. */
    boolean isOneOfOurs() {
        return !detours.areNone() && own.get() != null;
    }

    /** Opens what was asked; waits for room where there is none. */
    Connection openPatiently(Request request) throws SQLException {
        try {
            return open(request);
        } catch (SQLException refused) {
            Connection later = isForWantOfRoom(request, refused) ? waitForRoom(request) : null;
            if (later == null) {
                throw refused;
            }
            return later;
        }
    }

    /** Whether it is worth another try. The numbers of other drivers' errors mean other things, such as a wrong password. */
    static boolean isForWantOfRoom(Request request, Throwable failure) {
        return Refusal.isForWantOfRoom(failure) && request.isOfProvenDriver();
    }

    /** The server refused for want of room; null where it goes on to, or fails otherwise. */
    Connection waitForRoom(Request request) {
        long start = clock.monotonicNanos();
        long limit = Math.min(waitMillis, invocations.remainingMillis() - MARGIN_MILLIS);
        long pause = FIRST_PAUSE_MILLIS;
        if (limit <= 0) {
            return null;
        }
        cache.giveUpIdle(new OfTheServer(Urls.server(request.url())), "its server has no room for others");
        for (int tries = 1; ; tries++) {
            long left = limit - (clock.monotonicNanos() - start) / 1_000_000;
            if (left <= 0) {
                diagnostics.info("no room for " + request.key() + " after " + tries + " tries in " + limit + " ms");
                return null;
            }
            try {
                clock.pause(Math.min(left, 1 + Jitter.below(pause)));
                return open(request);
            } catch (SQLException refused) {
                if (!isForWantOfRoom(request, refused)) {
                    return null;
                }
            } catch (InterruptedException theApplicationsOwn) {
                Thread.currentThread().interrupt();
                return null;
            }
            pause = Math.min(2 * pause, 2 * left < limit ? LONGEST_LATE_PAUSE_MILLIS : LONGEST_PAUSE_MILLIS);
        }
    }

    private Connection open(Request request) throws SQLException {
        Boolean before = own.get();
        own.set(Boolean.TRUE);
        detours.begin();
        try {
            return request.openNow(driverManager);
        } finally {
            detours.end();
            if (before == null) {
                own.remove();
            }
        }
    }

    /** Idle connections to one server, whatever their database and user: any of them takes a place there. */
    private static final class OfTheServer implements Predicate<Entry> {
        private final String server;

        OfTheServer(String server) {
            this.server = server;
        }

        @Override
        public boolean test(Entry entry) {
            try {
                return server == null
                        || server.equals(
                                Urls.server(entry.connection().getMetaData().getURL()));
            } catch (SQLException | RuntimeException dead) {
                return true;
            }
        }
    }
}
