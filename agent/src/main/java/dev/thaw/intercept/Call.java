package dev.thaw.intercept;

import dev.thaw.cache.Key;

/** A call whose body is running: what it asked for, and the call that it is nested in. */
final class Call {
    /** Null for a call that is left alone. */
    final Key key;
    /** Null where only the opened connection can tell. */
    final String url;

    final Call outer;
    /** A wrapper is asked, which goes to a driver itself. */
    final boolean ofWrapper;

    Call(Key key, String url, boolean ofWrapper, Call outer) {
        this.key = key;
        this.url = url;
        this.ofWrapper = ofWrapper;
        this.outer = outer;
    }
}
