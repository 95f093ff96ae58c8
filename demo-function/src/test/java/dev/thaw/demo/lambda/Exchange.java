package dev.thaw.demo.lambda;

import dev.thaw.demo.lambda.Invocation.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The hand-over between the one who invokes and the process that asks for events: one event at a time.
 *
 * <p>The process is <em>idle</em> when its runtime waits for the next event and so does every extension: then Lambda ends
 * the init phase, or freezes. All state is guarded by this object's monitor.
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

    private int extensions;
    private int extensionsWaiting;
    private int runtimesWaiting;
    private boolean asked;
    private boolean ended;
    private Event offered;
    private long offeredAt;
    private Event inFlight;
    private Reply reply;
    private String initError;

    /** Hands an event to the runtime and waits for the answer, the time-out, or the end of the process. */
    synchronized Reply exchange(String payload, Duration timeout) throws InterruptedException {
        String id = UUID.randomUUID().toString();
        reply = null;
        offered = new Event(id, payload, System.currentTimeMillis() + timeout.toMillis());
        offeredAt = System.nanoTime();
        notifyAll();
        Deadline deadline = Deadline.in(timeout);
        while (reply == null && !ended && !deadline.passed()) {
            deadline.await(this);
        }
        offered = null;
        inFlight = null;
        if (reply != null) {
            return reply;
        }
        return ended
                ? new Reply(id, Outcome.EXITED, Failure.exited(), sinceOffer())
                : new Reply(id, Outcome.TIMED_OUT, Failure.timedOut(timeout), sinceOffer());
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
        while (offered == null && !ended) {
            wait();
        }
        runtimesWaiting--;
        inFlight = offered;
        offered = null;
        return Optional.ofNullable(inFlight);
    }

    /** The runtime answers; false if that is not the event in hand. */
    synchronized boolean answer(String requestId, Outcome outcome, String payload) {
        if (inFlight == null || !inFlight.requestId().equals(requestId)) {
            return false;
        }
        inFlight = null;
        reply = new Reply(requestId, outcome, payload, sinceOffer());
        notifyAll();
        return true;
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

    private Duration sinceOffer() {
        return Duration.ofNanos(System.nanoTime() - offeredAt);
    }

    private boolean idle() {
        return runtimesWaiting > 0 && extensionsWaiting == extensions;
    }
}
