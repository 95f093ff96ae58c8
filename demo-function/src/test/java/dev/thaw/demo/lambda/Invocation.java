package dev.thaw.demo.lambda;

import java.time.Duration;
import java.util.List;

/**
 * What came of one event.
 *
 * @param requestId the id under which the runtime was given the event
 * @param outcome how it ended
 * @param payload the function's JSON response, or the error as JSON with {@code errorType} and {@code errorMessage}
 * @param duration from handing the event to the runtime until its whole answer had arrived, thawing not included
 * @param log the lines that the process wrote since the previous invocation (or its start), until it was idle again
 */
public record Invocation(String requestId, Outcome outcome, String payload, Duration duration, List<String> log) {

    /** How an invocation ended. */
    public enum Outcome {
        /** The handler returned. */
        RESPONSE,
        /** The handler threw. */
        ERROR,
        /** The function's timeout passed; the environment was shut down, as Lambda does. */
        TIMED_OUT,
        /** The process ended before it answered. */
        EXITED
    }

    /** Whether the handler returned. */
    public boolean succeeded() {
        return outcome == Outcome.RESPONSE;
    }
}
