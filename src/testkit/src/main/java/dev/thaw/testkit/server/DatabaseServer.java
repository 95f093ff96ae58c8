package dev.thaw.testkit.server;

/**
 * A running database server. As a {@link Database} it is its first database; tests that share a
 * server take a database each with {@link #newDatabase}.
 *
 * <p>The server ends with {@link #close()} or with this JVM, whichever is first and however the JVM ends.
 */
public interface DatabaseServer extends Database, AutoCloseable {
    /**
     * Creates an empty database and a user who owns it.
     *
     * @param prefix lower-case letters, digits and underscores, at most 20; the names begin with it
     */
    Database newDatabase(String prefix);

    /**
     * Stops the server as an administrator does, then starts it again on the same port with the same data. All sessions
     * end; {@link #connectionsOpened()} goes on from where it was.
     */
    void restart();

    /**
     * Makes the server refuse what writes, in open sessions and new ones, as a server does that a failover has turned
     * into a reader; or allow it again. Whether a restart ends it is the server's own.
     *
     * @throws UnsupportedOperationException for H2
     */
    void readOnly(boolean refuseWrites);

    /** Ends the server at once and deletes its data. Does nothing the second time. */
    @Override
    void close();
}
