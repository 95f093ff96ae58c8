package dev.thaw.demo.life;

import dev.thaw.demo.lambda.Invocation;
import dev.thaw.testkit.server.ServerException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was tried, what came of it, and what should not have. Not thread-safe. */
final class Journal {

    private static final int PAYLOAD_SHOWN = 400;
    private static final int HOPELESS = 40;

    /** One invocation; whether a fault came in its midst. */
    private record Attempt(Lane lane, Invocation.Outcome outcome, boolean hit, String note) {}

    private final Map<String, Attempt> attempts = new LinkedHashMap<>();
    private final List<String> violations = new ArrayList<>();

    void attempted(Lane lane, String id, Invocation invocation, boolean hit, String note) {
        attempts.put(id, new Attempt(lane, invocation.outcome(), hit, note));
        boolean mayFail = hit && invocation.outcome() == Invocation.Outcome.ERROR;
        if (!invocation.succeeded() && !mayFail) {
            String payload = invocation.payload();
            violation(
                    lane,
                    note,
                    id + " " + invocation.outcome() + " "
                            + payload.substring(0, Math.min(PAYLOAD_SHOWN, payload.length())));
        }
    }

    /** Makes a check whose failure is a violation. */
    void checked(Lane lane, String note, Runnable check) {
        try {
            check.run();
        } catch (ServerException e) {
            violation(lane, note, e.getMessage());
        }
    }

    /** Compares what the handlers answered with what the ledger of their lane holds. */
    void audit(Lane lane) {
        Map<String, Integer> rows = LedgerTable.rows(lane.database());
        attempts.forEach((id, attempt) -> {
            if (attempt.lane() == lane) {
                int written = rows.getOrDefault(id, 0);
                boolean answered = attempt.outcome() == Invocation.Outcome.RESPONSE;
                if (written > 1 || (answered && written != 1)) {
                    violation(lane, attempt.note(), id + " " + attempt.outcome() + " has " + written + " rows");
                }
            }
        });
    }

    private void violation(Lane lane, String note, String what) {
        String line = "after " + attempts.size() + " invocations, " + lane + ", " + note + ": " + what;
        System.out.println("soak: " + line);
        violations.add(line);
    }

    /** Whether nothing more is to be learnt from going on. */
    boolean isHopeless() {
        return violations.size() >= HOPELESS;
    }

    List<String> violations() {
        return violations;
    }

    /** Attempts and those in whose midst a fault came, by outcome. */
    String summary() {
        Map<Invocation.Outcome, Integer> all = new EnumMap<>(Invocation.Outcome.class);
        Map<Invocation.Outcome, Integer> hit = new EnumMap<>(Invocation.Outcome.class);
        for (Attempt attempt : attempts.values()) {
            all.merge(attempt.outcome(), 1, Integer::sum);
            if (attempt.hit()) {
                hit.merge(attempt.outcome(), 1, Integer::sum);
            }
        }
        return attempts.size() + " invocations " + all + ", with a fault in their midst " + hit;
    }
}
