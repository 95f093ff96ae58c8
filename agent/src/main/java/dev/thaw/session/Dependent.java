package dev.thaw.session;

/** What ends with its connection, as JDBC has it: a statement, or the results of a metadata call. */
public interface Dependent {
    /** Closes it because its connection is being closed. Must not throw and must not call back to be removed. */
    void closeWithConnection();
}
