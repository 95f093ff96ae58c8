package dev.thaw.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** What a probe saw, a line each: a label and a value or an exception. Lines of several threads do not mix. */
public final class Transcript {
    private final List<String> lines = new ArrayList<>();

    /** Notes a value. */
    public synchronized void see(String label, Object value) {
        lines.add(label + ": " + Rendering.of(value));
    }

    /** Notes what the call returns or throws. */
    public void attempt(String label, Callable<?> call) {
        String seen;
        try {
            seen = Rendering.of(call.call());
        } catch (Exception | LinkageError e) {
            seen = Rendering.of(e);
        }
        add(label + ": " + seen);
    }

    /** Notes whether the call returns or what it throws. */
    public void attempt(String label, Attempt call) {
        attempt(label, () -> {
            call.run();
            return "done";
        });
    }

    private synchronized void add(String line) {
        lines.add(line);
    }

    /** The lines so far. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** A call that returns nothing. */
    @FunctionalInterface
    public interface Attempt {
        /** Does it. */
        void run() throws Exception;
    }
}
