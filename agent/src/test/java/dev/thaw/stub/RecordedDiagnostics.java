package dev.thaw.stub;

import dev.thaw.cache.Diagnostics;
import java.util.ArrayList;
import java.util.List;

/** Keeps what would be logged. Thread-safe. */
public class RecordedDiagnostics implements Diagnostics {
    private final List<String> faults = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();

    @Override
    public synchronized void fault(String what, Throwable cause) {
        faults.add(what + ": " + cause);
    }

    @Override
    public synchronized void info(String what) {
        messages.add(what);
    }

    @Override
    public boolean debugging() {
        return true;
    }

    @Override
    public synchronized void debug(String what) {
        messages.add(what);
    }

    public synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    public synchronized List<String> messages() {
        return List.copyOf(messages);
    }
}
