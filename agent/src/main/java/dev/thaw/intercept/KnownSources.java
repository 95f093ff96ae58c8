package dev.thaw.intercept;

import dev.thaw.cache.Shelf;
import dev.thaw.session.DriverKind;
import dev.thaw.session.Opener;
import dev.thaw.session.Session;
import java.lang.ref.WeakReference;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/**
 * The DataSources that are asked again and again, and what they ask for as long as their settings are what they were: to
 * compute a key from settings takes microseconds. Thread-safe, without locks on the way to an answer.
 */
final class KnownSources {
    /** More would be a program that makes them by the way; each one is kept from the garbage. */
    private static final int MOST = 4;
    /** Asked so often in a row, the same object is worth the classes that compare its fields. */
    private static final int ASKED_OFTEN = 8;

    private static final Known NONE = new Known(null, null, null, null);

    /** Copied on write under {@code this}; read without. */
    private volatile Known[] known = new Known[0];

    /** The one that was learned last; most functions have no other. */
    private volatile Known latest = NONE;

    /** Who asked last. Written under {@code this}. Weak: it has a password, and may be the last of its kind. */
    private volatile WeakReference<Object> candidate = new WeakReference<>(null);

    /** Guarded by {@code this}, like the one below. */
    private int asked;

    private int next;

    /** Whose {@code getConnection()} leads to another call that is served, and whose with credentials does; most functions have one kind. */
    private volatile WeakReference<Class<?>> passing = new WeakReference<>(null);

    private volatile WeakReference<Class<?>> passingCredentials = new WeakReference<>(null);

    /** What this source asked for when its settings were looked at; something that does not hold where that is not known. */
    Known find(Object source) {
        Known one = latest;
        return one.source == source ? one : findAmongAll(source);
    }

    private Known findAmongAll(Object source) {
        for (Known one : known) {
            if (one.source == source) {
                return one;
            }
        }
        return NONE;
    }

    /**
     * Whether a call of this source is one of those for which no key has to be made, since the call that it leads to is served. Not
     * where the same source has asked last, which may become known.
     */
    boolean arePassedOn(DataSource source, boolean withCredentials) {
        return withCredentials
                ? passingCredentials.get() == source.getClass()
                : passing.get() == source.getClass() && candidate.get() != source;
    }

    /** A call inside this one was served. */
    void passedOn(Call call, Session session, Shelf<Session> shelf) {
        if (isOf(session, call.source) && hasLedOn(call, session)) {
            ledOn(call, shelf);
        }
    }

    /** Whether the source is the driver's own, and no class of an application's that makes up its user as it is asked. */
    private static boolean isOf(Session session, DataSource source) {
        Class<?> type = source.getClass();
        return session.driver() == DriverKind.OTHER
                ? type.getPackageName().equals(session.connection().getClass().getPackageName())
                : session.driver() == DriverKind.ofClassName(type.getName());
    }

    /**
     * Whether all calls of such a source do. Drivers' plain getConnection() asks the same object with its own user and password, or
     * {@code DriverManager} with what a proven driver's DataSource has in its fields.
     */
    private static boolean hasLedOn(Call call, Session session) {
        Opener inner = session.opener();
        if (inner instanceof SourceRequest && ((SourceRequest) inner).source() == call.source) {
            return !call.withCredentials && ((SourceRequest) inner).isWithCredentials();
        }
        return session.driver() != DriverKind.OTHER;
    }

    private synchronized void ledOn(Call call, Shelf<Session> shelf) {
        Class<?> type = call.source.getClass();
        if (call.withCredentials) {
            if (passingCredentials.get() != type) {
                passingCredentials = new WeakReference<>(type);
            }
            return;
        }
        if (passing.get() != type) {
            passing = new WeakReference<>(type);
        }
        if (call.request == null) {
            candidate = new WeakReference<>(call.source);
            asked = 0;
        } else {
            served(call.source, call.request, shelf);
        }
    }

    /** It asked for this, and was given a connection that was kept. */
    synchronized void served(DataSource source, Request request, Shelf<Session> shelf) {
        if (!request.key().isLasting()) {
            return;
        }
        if (candidate.get() != source) {
            candidate = new WeakReference<>(source);
            asked = 0;
        }
        if (++asked < ASKED_OFTEN) {
            return;
        }
        candidate.clear();
        BooleanSupplier unchanged = Unchanged.of(source);
        // What was seen is what the key was made of, unless somebody changes it just now.
        if (unchanged != null && request.isStillAsked()) {
            learn(new Known(source, unchanged, request, shelf));
        }
    }

    private void learn(Known one) {
        int place = known.length;
        for (int i = 0; i < known.length; i++) {
            if (one.source == known[i].source) {
                place = i;
            }
        }
        if (place == MOST) {
            next = (next + 1) % MOST;
            place = next;
        }
        Known[] changed = new Known[Math.max(known.length, place + 1)];
        System.arraycopy(known, 0, changed, 0, known.length);
        changed[place] = one;
        known = changed;
        latest = one;
    }

    static final class Known {
        private final Object source;
        private final BooleanSupplier unchanged;
        final Request request;
        /** Gives nothing any more after a checkpoint, or once its key was given up; the source is learned anew then. */
        final Shelf<Session> shelf;

        Known(Object source, BooleanSupplier unchanged, Request request, Shelf<Session> shelf) {
            this.source = source;
            this.unchanged = unchanged;
            this.request = request;
            this.shelf = shelf;
        }

        /** Whether it would ask for the same now. */
        boolean holds() {
            return source != null && unchanged.getAsBoolean();
        }
    }
}
