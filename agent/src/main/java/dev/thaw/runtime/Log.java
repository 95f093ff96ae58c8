package dev.thaw.runtime;

import dev.thaw.cache.Diagnostics;
import java.io.PrintStream;

/** One line each on stderr, where Lambda collects them. Thread-safe, never throws. */
final class Log implements Diagnostics {
    static final int OFF = 0;
    static final int ERROR = 1;
    static final int INFO = 2;
    static final int DEBUG = 3;

    private final PrintStream out;
    private final int level;
    /** A class of ours that cannot be loaded fails anew at every call. */
    private volatile boolean incomplete = false;

    Log(PrintStream out, int level) {
        this.out = out;
        this.level = level;
    }

    @Override
    public void fault(String what, Throwable cause) {
        if (cause instanceof LinkageError) {
            if (incomplete) {
                return;
            }
            incomplete = true;
        }
        if (level >= ERROR) {
            out.println("thaw: " + what + "; the function goes on without Thaw: " + describe(cause));
        }
        if (level >= DEBUG) {
            cause.printStackTrace(out);
        }
    }

    /** A setting that cannot be used. */
    void warn(String what) {
        if (level >= ERROR) {
            out.println("thaw: " + what);
        }
    }

    @Override
    public void info(String what) {
        if (level >= INFO) {
            out.println("thaw: " + what);
        }
    }

    @Override
    public boolean debugging() {
        return level >= DEBUG;
    }

    @Override
    public void debug(String what) {
        if (level >= DEBUG) {
            out.println("thaw: " + what);
        }
    }

    /** One line, whatever the message holds. */
    private static String describe(Throwable cause) {
        return cause.toString().replace('\n', ' ').replace('\r', ' ');
    }
}
