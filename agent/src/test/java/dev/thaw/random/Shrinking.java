package dev.thaw.random;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Looks for the fewest calls of a sequence that still show a difference. */
final class Shrinking {
    /** So that a failure is reported soon. */
    private static final int MOST_RUNS = 500;

    private final Pair pair;
    private Sequence shortest;
    private Pair.Difference difference;
    private int runs = 0;

    private Shrinking(Pair pair, Sequence sequence) {
        this.pair = pair;
        this.shortest = sequence;
    }

    /** What is left of a sequence, and what it shows; empty where it shows nothing on a connection that is new. */
    static String report(Pair pair, Sequence sequence) throws SQLException {
        Shrinking shrinking = new Shrinking(pair, sequence);
        if (!shrinking.stillDiffers(sequence.calls())) {
            return "";
        }
        shrinking.run();
        return "shortest found:\n" + shrinking.shortest.text() + shrinking.difference.text();
    }

    /** Leaves out ever smaller parts, as long as that helps. */
    private void run() throws SQLException {
        int part = shortest.calls().size() / 2;
        while (part > 0 && runs < MOST_RUNS) {
            boolean shorter = leaveOut(part);
            if (!shorter || part > shortest.calls().size()) {
                part = Math.min(part, shortest.calls().size()) / 2;
            }
        }
    }

    private boolean leaveOut(int part) throws SQLException {
        boolean shorter = false;
        int from = 0;
        while (from + part <= shortest.calls().size() && runs < MOST_RUNS) {
            List<Call> rest = new ArrayList<>(shortest.calls());
            rest.subList(from, from + part).clear();
            if (stillDiffers(rest)) {
                shorter = true;
            } else {
                from += part;
            }
        }
        return shorter;
    }

    private boolean stillDiffers(List<Call> calls) throws SQLException {
        runs++;
        pair.forget();
        Pair.Difference found = pair.firstDifference(shortest.with(calls));
        if (found == null) {
            return false;
        }
        difference = found;
        shortest = shortest.with(List.copyOf(calls.subList(0, found.call() + 1)));
        return true;
    }
}
