package dev.thaw.demo.lambda;

import dev.thaw.demo.lambda.Invocation.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;

/**
 * The hand-over between those who invoke and the process that asks for events: one event at a time, or as many as the
 * runtime has threads.
 *
 * <p>The process is <em>idle</em> when each thread of its runtime waits for the next event and so does every extension:
 * then Lambda ends the init phase, or freezes. All state is guarded by this object's monitor.
 */
final class Exchange {

    /** An event on its way to the runtime. */
    record Event(String requestId, String payload, long deadlineMillis) {}

    /** What came back for an event, and how long that took. */
    record Reply(String requestId, Outcome outcome, String payload, Duration duration) {

        Invocation invocation(List<String> log) {
            return new Invocation(requestId, outcome, payload, duration, log);
        }
    }

    private final int concurrency;
    private int extensions;
    private int extensionsWaiting;
    private int runtimesWaiting;
    private boolean asked;
    private boolean atCheckpoint;
    private boolean restored;
    private boolean ended;
    private final Queue<Event> offered = new ArrayDeque<>();
    /** By request id, when each event that the runtime has in hand was offered. */
    private final Map<String, Long> inFlight = new HashMap<>();

    private final Map<String, Reply> replies = new HashMap<>();
    private String initError;

    /** @param concurrency how many threads the runtime serves events with */
    Exchange(int concurrency) {
        this.concurrency = concurrency;
    }

    /** Hands an event to the runtime and waits for the answer, the time-out, or the end of the process. */
    synchronized Reply exchange(String payload, Duration timeout) throws InterruptedException {
        String id = UUID.randomUUID().toString();
        Event event = new Event(id, payload, System.currentTimeMillis() + timeout.toMillis());
        long offeredAt = System.nanoTime();
        inFlight.put(id, offeredAt);
        offered.add(event);
        notifyAll();
        Deadline deadline = Deadline.in(timeout);
        while (!replies.containsKey(id) && !ended && !deadline.passed()) {
            deadline.await(this);
        }
        offered.remove(event);
        inFlight.remove(id);
        Reply reply = replies.remove(id);
        if (reply != null) {
            return reply;
        }
        return ended
                ? new Reply(id, Outcome.EXITED, Failure.exited(), since(offeredAt))
                : new Reply(id, Outcome.TIMED_OUT, Failure.timedOut(timeout), since(offeredAt));
    }

    /** Waits until the process is idle; false if it ended, reported an init error, or the time passed. */
    synchronized boolean awaitIdle(Duration timeout) throws InterruptedException {
        Deadline deadline = Deadline.in(timeout);
        while (!idle() && !ended && initError == null && !deadline.passed()) {
            deadline.await(this);
        }
        return idle();
    }

    /** The runtime asks for an event; empty when the environment ends before there is one. */
    synchronized Optional<Event> next() throws InterruptedException {
        asked = true;
        runtimesWaiting++;
        notifyAll();
        while (offered.isEmpty() && !ended) {
            wait();
        }
        runtimesWaiting--;
        return Optional.ofNullable(offered.poll());
    }

    /** The runtime answers; false if that is not an event in hand. */
    synchronized boolean answer(String requestId, Outcome outcome, String payload) {
        Long offeredAt = inFlight.remove(requestId);
        if (offeredAt == null) {
            return false;
        }
        replies.put(requestId, new Reply(requestId, outcome, payload, since(offeredAt)));
        notifyAll();
        return true;
    }

    /** The runtime has come to its checkpoint and waits for the restore; false when the environment ends before. */
    synchronized boolean awaitRestore() throws InterruptedException {
        atCheckpoint = true;
        notifyAll();
        while (!restored && !ended) {
            wait();
        }
        return restored;
    }

    /** Waits until the runtime is at its checkpoint; false if it ended, reported an init error, or the time passed. */
    synchronized boolean awaitCheckpoint(Duration timeout) throws InterruptedException {
        Deadline deadline = Deadline.in(timeout);
        while (!atCheckpoint && !ended && initError == null && !deadline.passed()) {
            deadline.await(this);
        }
        return atCheckpoint;
    }

    /** Lets the runtime go on from its checkpoint. */
    synchronized void restore() {
        restored = true;
        notifyAll();
    }

    /** The runtime could not make its handler. */
    synchronized void failInit(String payload) {
        initError = payload;
        notifyAll();
    }

    synchronized Optional<String> initError() {
        return Optional.ofNullable(initError);
    }

    /** An extension has registered; false if the runtime has asked for its first event already. */
    synchronized boolean registerExtension() {
        if (asked) {
            return false;
        }
        extensions++;
        return true;
    }

    synchronized boolean hasExtensions() {
        return extensions > 0;
    }

    /** Parks an extension that waits for its next event until the environment ends. */
    synchronized void parkExtension() throws InterruptedException {
        extensionsWaiting++;
        notifyAll();
        while (!ended) {
            wait();
        }
    }

    /** The process has ended, or is about to be: nobody waits any longer. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    private boolean idle() {
        return runtimesWaiting == concurrency && extensionsWaiting == extensions;
    }
}
