package dev.thaw.contract;

/** The ways by which a connection comes to the application. */
public enum Way {
    /** From the driver itself, past the agent: the expectation. */
    PLAIN,
    /** The same once more: a probe whose text differs here is no probe. */
    PLAIN_AGAIN,
    /** Through the agent, which opens a physical connection. */
    FRESH,
    /** Through the agent, the physical connection of a predecessor who left it clean. */
    REUSED,
    /** Of a predecessor who left it as dirty as JDBC's own methods can. */
    DIRTY,
    /** Of a predecessor who added all that SQL can do; it may have been closed instead. */
    SOILED
}
