package dev.thaw.demo.lambda;

import java.util.List;

/** The runtime did not come so far as to ask for its first event. */
public final class InitFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String payload;
    private final transient List<String> log;

    InitFailedException(String payload, List<String> log) {
        super(payload + System.lineSeparator() + String.join(System.lineSeparator(), log));
        this.payload = payload;
        this.log = log;
    }

    /** The error as JSON, with {@code errorType} and {@code errorMessage}. */
    public String payload() {
        return payload;
    }

    /** What the process wrote before it ended. */
    public List<String> log() {
        return log;
    }
}
