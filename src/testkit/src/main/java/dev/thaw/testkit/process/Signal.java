package dev.thaw.testkit.process;

import java.io.IOException;
import java.io.UncheckedIOException;

/** POSIX signals that {@link Process} cannot send. */
public enum Signal {
    /** Freezes a process, as Lambda freezes an execution environment. */
    STOP,
    /** Thaws a frozen process. */
    CONT,
    /** What Ctrl-C sends. */
    INT,
    /** Makes a JVM print its threads. */
    QUIT,
    /** Asks a process to end. */
    TERM,
    /** Ends a process, frozen or not. */
    KILL;

    /**
     * Sends this signal and returns when it is sent.
     *
     * @throws IllegalStateException if there is no such process or it belongs to another user
     */
    public void sendTo(long pid) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + name() + " " + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("cannot send " + name() + " to process " + pid);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending " + name(), e);
        }
    }
}
