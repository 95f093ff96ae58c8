package dev.thaw.testkit.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Counts sessions by the line that PostgreSQL 18 logs for each, {@code log_connections=setup_durations}: written before
 * the client hears that the session is ready for its first statement, so the count is exact at that moment.
 * {@code pg_stat_database.sessions} is not: a backend that finds the statistics locked adds itself up to 10 s later.
 */
final class PostgresLog {
    /** Begins every line of the log: the session's user. */
    static final String LINE_PREFIX = "user=%u ";

    private static final String READY = " LOG:  connection ready: ";

    private final Path log;

    PostgresLog(Path log) {
        this.log = log;
    }

    /** How many sessions of the user have become ready since the log was begun. */
    long sessionsOf(String user) {
        String ready = LINE_PREFIX.replace("%u", user).trim() + READY;
        // Statements of any encoding may stand in the log; this one decodes every byte.
        try (BufferedReader lines = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1)) {
            return lines.lines().filter(line -> line.startsWith(ready)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
