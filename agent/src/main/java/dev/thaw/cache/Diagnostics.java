package dev.thaw.cache;

/**
 * Where every part says what it did and what went wrong. One call is at most one line.
 *
 * <p>Implementations are thread-safe and never throw. No message may carry a secret: URLs go through the caller's
 * redaction first.
 */
public interface Diagnostics {
    /** A fault of ours that was survived: the application's call went on without us. */
    void fault(String what, Throwable cause);

    /** Something an operator may want to see once or rarely. */
    void info(String what);

    /** Whether {@link #debug} writes anything, so that callers can spare themselves the text. */
    boolean debugging();

    /** Something that happens at every borrow or return. */
    void debug(String what);
}
