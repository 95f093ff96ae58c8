package dev.thaw.random;

import dev.thaw.contract.Rendering;
import dev.thaw.contract.Target;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The driver's own connections of a target and handed-out ones, side by side. Not thread-safe. */
final class Pair implements AutoCloseable {
    /** How many calls before a difference are told. */
    private static final int TOLD = 40;
    /** Each side has a database of its own. */
    private static final Pattern DATABASE = Pattern.compile("contract_\\d+");

    private final World plain;
    private final World handedOut;

    @SuppressWarnings("resource") // closed with this
    Pair(Target target) throws SQLException {
        plain = new World(target, false);
        handedOut = new World(target, true);
    }

    /**
     * Where the two sides first differ.
     *
     * @param call which call it is, from 0
     * @param text what went before it, and what both sides saw
     */
    record Difference(int call, String text) {}

    /** Nobody has left a connection to the handed-out side before. */
    void forget() throws SQLException {
        handedOut.forget();
    }

    /** Runs the calls on both sides; null when they agree. */
    Difference firstDifference(Sequence sequence) throws SQLException {
        List<String> expected = new ArrayList<>();
        plain.begin();
        handedOut.begin();
        for (Call call : sequence.calls()) {
            expected.add(plain.see(call));
            String seen = handedOut.see(call);
            if (!agree(expected.get(expected.size() - 1), seen)) {
                return new Difference(expected.size() - 1, tell(sequence, expected, seen));
            }
        }
        return null;
    }

    private static boolean agree(String expected, String seen) {
        return expected.equals(seen) || normal(expected).equals(normal(seen));
    }

    private static String normal(String seen) {
        return DATABASE.matcher(Rendering.normal(seen)).replaceAll("contract_#");
    }

    private static String tell(Sequence sequence, List<String> expected, String seen) {
        int last = expected.size() - 1;
        StringBuilder text = new StringBuilder(sequence + " differs at call " + last);
        for (int i = Math.max(0, last - TOLD); i <= last; i++) {
            text.append("\n  ").append(sequence.calls().get(i)).append(" -> ").append(normal(expected.get(i)));
        }
        return text.append("\n     handed out -> ").append(normal(seen)).toString();
    }

    @Override
    public void close() throws SQLException {
        plain.close();
        handedOut.close();
    }
}
