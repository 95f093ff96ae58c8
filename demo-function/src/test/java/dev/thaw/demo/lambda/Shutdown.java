package dev.thaw.demo.lambda;

import java.time.Duration;
import java.util.List;

/**
 * How an environment ended.
 *
 * @param exitCode the process's exit code: 143 after SIGTERM, 137 after SIGKILL
 * @param duration from the first signal to the end of the process
 * @param log the lines written since the last invocation
 */
public record Shutdown(int exitCode, Duration duration, List<String> log) {}
