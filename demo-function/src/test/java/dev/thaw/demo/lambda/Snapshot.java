package dev.thaw.demo.lambda;

import java.util.List;

/**
 * An execution environment whose init phase has come to its checkpoint: its runtime has run its hooks and waits for the
 * restore, stopped. Not thread-safe.
 *
 * <p>A JVM cannot be copied here. Two restored copies of one snapshot are two snapshots, each restored once: two
 * processes that did the same until their checkpoint.
 */
public final class Snapshot implements AutoCloseable {

    private final Environment environment;

    Snapshot(Environment environment) {
        this.environment = environment;
    }

    /**
     * Lets the runtime go on, waits until it has asked for its first event, and freezes it. The environment is the same
     * process: to be called once.
     */
    public Environment restore() {
        return environment.restore();
    }

    /** The process id of the function's JVM. */
    public long pid() {
        return environment.pid();
    }

    /** The lines that the process has written until its checkpoint, at the first call. */
    public List<String> log() {
        return environment.newLines();
    }

    /** Ends the process, restored or not. */
    @Override
    public void close() {
        environment.close();
    }
}
