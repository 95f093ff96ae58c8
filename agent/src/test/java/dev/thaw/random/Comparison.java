package dev.thaw.random;

import dev.thaw.contract.Target;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs many sequences on one target, as many at a time as there are processors, each thread on a pair of its own. */
final class Comparison {
    private final Target target;
    private final Iterator<Sequence> sequences;
    private boolean stopped = false;

    private Comparison(Target target, Iterator<Sequence> sequences) {
        this.target = target;
        this.sequences = sequences;
    }

    /** What differs, at most one sequence of each thread; empty where nothing does. */
    static String of(Target target, List<Sequence> sequences) throws InterruptedException, ExecutionException {
        Comparison comparison = new Comparison(target, sequences.iterator());
        int processors = Runtime.getRuntime().availableProcessors();
        ExecutorService threads = Executors.newFixedThreadPool(processors);
        try {
            List<Future<String>> parts = new ArrayList<>();
            for (int i = 0; i < processors; i++) {
                parts.add(threads.submit(comparison::part));
            }
            StringBuilder differences = new StringBuilder();
            for (Future<String> part : parts) {
                differences.append(part.get());
            }
            return differences.toString();
        } finally {
            comparison.stop();
            threads.shutdown();
        }
    }

    private String part() throws SQLException {
        try (Pair pair = new Pair(target)) {
            Sequence before = new Sequence("nothing", target, List.of());
            for (Sequence sequence = next(); sequence != null; sequence = next()) {
                Pair.Difference difference = pair.firstDifference(sequence);
                if (difference != null) {
                    stop();
                    return "\n" + difference.text() + "\n" + shortest(pair, before, sequence) + "\n";
                }
                before = sequence;
            }
            return "";
        } catch (SQLException | RuntimeException e) {
            stop();
            throw e;
        }
    }

    /** A predecessor may have had a part in it. */
    private static String shortest(Pair pair, Sequence before, Sequence sequence) throws SQLException {
        String alone = Shrinking.report(pair, sequence);
        return alone.isEmpty() ? Shrinking.report(pair, before.then(sequence)) : alone;
    }

    private synchronized Sequence next() {
        return stopped || !sequences.hasNext() ? null : sequences.next();
    }

    private synchronized void stop() {
        stopped = true;
    }
}
