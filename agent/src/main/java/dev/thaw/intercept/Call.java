package dev.thaw.intercept;

/** A call whose body is running: what it asked for, and the call that it is nested in. */
final class Call {
    /** Null for a call that is left alone. */
    final Request request;

    final Call outer;
    /** A nested call has waited for room in vain: this one does not wait again. */
    boolean waited = false;

    Call(Request request, Call outer) {
        this.request = request;
        this.outer = outer;
    }
}
