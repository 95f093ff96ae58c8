package dev.thaw.random;

import dev.thaw.contract.Target;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One sequence of calls: the same seed and target give the same calls.
 *
 * @param target where it runs
 * @param seed what it is made from
 * @param length number of calls
 */
record Sequence(Target target, long seed, int length) {
    private static final int TOLD = 40;

    /** Runs it on both sides; null when they agree, else the calls up to the first difference. */
    String firstDifference(World plain, World handedOut) throws SQLException {
        Random random = new Random(seed);
        List<String> told = new ArrayList<>();
        plain.begin();
        handedOut.begin();
        for (int i = 0; i < length; i++) {
            Steps.Named call = Steps.any(random);
            int number = random.nextInt(1000);
            String expected = plain.see(call.step(), number).replaceAll("contract_\\d+", "contract_#");
            String seen = handedOut.see(call.step(), number).replaceAll("contract_\\d+", "contract_#");
            told.add(i + " " + call.name() + " [" + number + "] -> " + expected);
            if (!expected.equals(seen)) {
                int from = Math.max(0, told.size() - TOLD);
                return this + " differs at call " + i + "\n" + String.join("\n", told.subList(from, told.size()))
                        + "\n   handed out -> " + seen;
            }
        }
        return null;
    }
}
