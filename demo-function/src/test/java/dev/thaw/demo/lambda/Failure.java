package dev.thaw.demo.lambda;

import java.time.Duration;

/** The JSON that Lambda itself answers when the runtime could not. */
final class Failure {

    private Failure() {}

    static String timedOut(Duration limit) {
        return error("Sandbox.Timedout", "Task timed out after " + limit.toMillis() + " ms");
    }

    static String exited() {
        return error("Runtime.ExitError", "Runtime exited before it answered");
    }

    private static String error(String type, String message) {
        return "{\"errorType\":\"" + type + "\",\"errorMessage\":\"" + message + "\"}";
    }
}
