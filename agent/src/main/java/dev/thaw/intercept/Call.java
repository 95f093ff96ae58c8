package dev.thaw.intercept;

import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;

/** A call whose body is running: what it asked for, and the call that it is nested in. */
final class Call {
    /** Null for a call that is left alone, or where one that it leads to is served. */
    final Request request;
    /** The driver's DataSource that was asked; else null. */
    final DataSource source;
    /** It was asked for another user's connection than its own. */
    final boolean withCredentials;

    final Call outer;
    /** A wrapper is asked, which goes to a driver itself. */
    final boolean ofWrapper;
    /** The URL that decides whether a driver is served which is asked on behalf of this call; null: its own does. */
    final String url;
    /** A nested call has waited for room in vain: this one does not wait again. */
    boolean waited = false;
    /** A nested call came from a pool: what this one returns may be the pool's. */
    boolean aboveKeeper = false;
    /** The application's Properties, and what the driver got instead: then, and with what it has written into it. */
    private Properties live;

    private Properties handed;
    private Properties given;

    private Call(
            Request request, DataSource source, boolean withCredentials, Call outer, boolean ofWrapper, String url) {
        this.request = request;
        this.source = source;
        this.withCredentials = withCredentials;
        this.outer = outer;
        this.ofWrapper = ofWrapper;
        this.url = url;
    }

    /** Of {@code DriverManager} or a driver. */
    static Call of(Request request, Call outer) {
        return new Call(request, null, false, outer, false, null);
    }

    /** @param source null where it is no driver's DataSource, or left alone */
    static Call ofSource(Request request, DataSource source, boolean withCredentials, Call outer) {
        return new Call(request, source, withCredentials, outer, false, null);
    }

    /** The driver gets {@code copy} instead of {@code info}; null for both where it gets that itself. */
    void hand(Properties info, Properties copy) {
        if (info != null && copy != null) {
            live = info;
            given = copy;
            handed = (Properties) copy.clone();
        }
    }

    /** What the driver has written is the application's to see: MariaDB's adds the options of the URL. */
    void giveBack() {
        if (live != null) {
            for (Map.Entry<Object, Object> entry : given.entrySet()) {
                if (handed.get(entry.getKey()) != entry.getValue()) {
                    live.put(entry.getKey(), entry.getValue());
                }
            }
        }
    }

    /** For this call and all that it is nested in. */
    void isAboveKeeper() {
        for (Call call = this; call != null; call = call.outer) {
            call.aboveKeeper = true;
        }
    }

    /** A call of a wrapper, which itself has nothing to be cached. */
    static Call ofWrapper(String url, Call outer) {
        return new Call(null, null, false, outer, true, url);
    }
}
