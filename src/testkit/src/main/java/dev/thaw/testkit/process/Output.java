package dev.thaw.testkit.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Collects all that a process prints on one stream. Thread-safe. */
final class Output {
    private final StringBuilder text = new StringBuilder();
    private boolean ended;

    /** Reads the stream to its end in a daemon thread. */
    Output(InputStream stream) {
        Thread reader = new Thread(() -> collect(stream), "thaw-child-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void collect(InputStream stream) {
        char[] buffer = new char[8192];
        try (Reader characters = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            for (int length = characters.read(buffer); length >= 0; length = characters.read(buffer)) {
                append(buffer, length);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            end();
        }
    }

    private synchronized void append(char[] buffer, int length) {
        text.append(buffer, 0, length);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** What has been printed so far. */
    synchronized String text() {
        return text.toString();
    }

    /** Waits until the text holds the part; false if the stream or the time ends before. */
    synchronized boolean awaitPart(String part, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (text.indexOf(part) < 0) {
            if (ended || !waitUntil(deadline)) {
                return false;
            }
        }
        return true;
    }

    /** Waits for the end of the stream; false if the time ends before. */
    synchronized boolean awaitEnd(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ended) {
            if (!waitUntil(deadline)) {
                return false;
            }
        }
        return true;
    }

    private boolean waitUntil(long deadline) throws InterruptedException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
        return true;
    }
}
