package dev.thaw.testkit.process;

/**
 * How a child JVM ended.
 *
 * @param exitCode 128 plus the signal's number if a signal ended it
 * @param out all that it printed on stdout
 * @param err all that it printed on stderr
 * @param millis from the start of the process to its end, in milliseconds
 */
public record JvmResult(int exitCode, String out, String err, long millis) {
    /**
     * This result if the exit code is 0.
     *
     * @throws IllegalStateException with all output if it is not
     */
    public JvmResult expectSuccess() {
        if (exitCode != 0) {
            throw new IllegalStateException("the child JVM failed: " + this);
        }
        return this;
    }

    @Override
    public String toString() {
        return "exit code " + exitCode + " after " + millis + " ms\n--- stdout\n" + out + "\n--- stderr\n" + err;
    }
}
