package dev.thaw.testkit.server;

/** A test server could not be started, or did not do what an administrator asked of it. */
public final class ServerException extends RuntimeException {
    /** A failure without another cause. */
    public ServerException(String message) {
        super(message);
    }

    /** A failure with its cause. */
    public ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
