package dev.thaw.contract;

import java.util.List;

/** Where two transcripts differ, as text for people. */
public final class Difference {
    private Difference() {}

    /** Empty when there is none. */
    public static String between(List<String> expected, List<String> seen) {
        StringBuilder text = new StringBuilder();
        int longer = Math.max(expected.size(), seen.size());
        for (int i = 0; i < longer; i++) {
            String want = i < expected.size() ? expected.get(i) : "(nothing)";
            String got = i < seen.size() ? seen.get(i) : "(nothing)";
            if (!want.equals(got)) {
                text.append("\n  expected  ").append(i > 0 && want.startsWith(" ") ? expected.get(i - 1) + want : want);
                text.append("\n      seen  ").append(got);
            }
        }
        return text.toString();
    }
}
