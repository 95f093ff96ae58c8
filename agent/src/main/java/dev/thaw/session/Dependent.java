package dev.thaw.session;

/**
 * What ends with its connection, as JDBC has it: a statement, or the results of a metadata call. A class, since the JVM
 * checks each one that enters the list, which costs more for an interface.
 */
public abstract class Dependent {
    /** Closes it because its connection is being closed. Must not throw and must not call back to be removed. */
    public abstract void closeWithConnection();
}
