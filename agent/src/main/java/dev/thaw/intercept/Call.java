package dev.thaw.intercept;

/** A call whose body is running: what it asked for, and the call that it is nested in. */
final class Call {
    /** Null for a call that is left alone. */
    final Request request;

    final Call outer;
    /** A wrapper is asked, which goes to a driver itself. */
    final boolean ofWrapper;
    /** The URL that decides whether a driver is served which is asked on behalf of this call; null: its own does. */
    final String url;
    /** A nested call has waited for room in vain: this one does not wait again. */
    boolean waited = false;
    /** A nested call came from a pool: what this one returns may be the pool's. */
    boolean aboveKeeper = false;

    Call(Request request, Call outer) {
        this(request, outer, false, null);
    }

    private Call(Request request, Call outer, boolean ofWrapper, String url) {
        this.request = request;
        this.outer = outer;
        this.ofWrapper = ofWrapper;
        this.url = url;
    }

    /** For this call and all that it is nested in. */
    void isAboveKeeper() {
        for (Call call = this; call != null; call = call.outer) {
            call.aboveKeeper = true;
        }
    }

    /** A call of a wrapper, which itself has nothing to be cached. */
    static Call ofWrapper(String url, Call outer) {
        return new Call(null, outer, true, url);
    }
}
