package dev.thaw.session;

/** When a session is reset at its return; the operator's {@code THAW_RESET}. */
public enum ResetMode {
    /** When a statement may have changed it. */
    AUTO,
    /** At every return: also covers what no classifier can see, such as a trigger that sets a variable. */
    ALWAYS,
    /** Never: what one borrower leaves in the session, the next one finds. */
    NEVER
}
