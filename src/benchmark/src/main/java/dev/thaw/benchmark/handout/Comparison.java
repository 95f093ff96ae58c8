package dev.thaw.benchmark.handout;

import dev.thaw.benchmark.Median;
import dev.thaw.benchmark.ResultFile;
import dev.thaw.testkit.process.ChildJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Asks all subjects for slices, in an order that chance makes anew for each round. */
public final class Comparison {
    private static final long SLICE_MICROS = 8_000;
    private static final long WARM_UP_MICROS = 120_000;
    private static final int WARM_UPS = 3;
    private static final int[] THREADS = {1, 2};

    private final List<Subject> subjects;
    private final int rounds;
    private final Random random;

    private Comparison(List<Subject> subjects, int rounds, Random random) {
        this.subjects = subjects;
        this.rounds = rounds;
        this.random = random;
    }

    /** Runs what the arguments choose, as {@link dev.thaw.benchmark.HandOut} says, and prints it. */
    public static void run(String[] args) throws IOException {
        List<String> words = new ArrayList<>(List.of(args));
        int rounds = words.isEmpty() || !words.get(0).matches("\\d+") ? 30 : Integer.parseInt(words.remove(0));
        List<Compiler> compilers = new ArrayList<>(List.of(Compiler.values()));
        compilers.removeIf(compiler -> words.contains(otherThan(compiler).name()) && !words.contains(compiler.name()));
        for (Compiler compiler : Compiler.values()) {
            words.remove(compiler.name());
        }
        List<Subject> subjects = Arrays.stream(Subject.values())
                .filter(subject -> subject == Subject.HIKARI
                        || words.isEmpty()
                        || words.stream().anyMatch(subject.title()::contains))
                .toList();
        long seed = System.nanoTime();
        System.out.println("CPU time and bytes of the hand-out, " + ChildJvm.javaHome() + ", " + rounds
                + " rounds, order by seed " + seed);
        List<Figure> figures = new ArrayList<>();
        for (Compiler compiler : compilers) {
            figures.addAll(new Comparison(subjects, rounds, new Random(seed)).measure(compiler));
        }
        ResultFile.write("hand-out", figures);
    }

    private static Compiler otherThan(Compiler compiler) {
        return compiler == Compiler.C1 ? Compiler.C2 : Compiler.C1;
    }

    private List<Figure> measure(Compiler compiler) throws IOException {
        List<SubjectProcess> processes = new ArrayList<>();
        try {
            for (Subject subject : subjects) {
                processes.add(new SubjectProcess(subject, compiler));
            }
            for (SubjectProcess process : processes) {
                warmUp(process);
            }
            List<Figure> figures = new ArrayList<>();
            for (int threads : THREADS) {
                Map<String, List<SubjectProcess.Slice>> slices = slices(processes, threads);
                List<Figure> some = figures(compiler, threads, slices);
                HandOutTable.print(compiler, threads, subjects, some);
                figures.addAll(some);
            }
            return figures;
        } finally {
            processes.forEach(SubjectProcess::close);
        }
    }

    private static void warmUp(SubjectProcess process) throws IOException {
        for (int i = 0; i < WARM_UPS; i++) {
            for (Work work : Work.values()) {
                process.slice(work, 1, WARM_UP_MICROS);
            }
        }
        for (Work work : Work.values()) {
            process.slice(work, Subject.CONNECTIONS, WARM_UP_MICROS / 2);
        }
    }

    private Map<String, List<SubjectProcess.Slice>> slices(List<SubjectProcess> processes, int threads)
            throws IOException {
        Map<String, List<SubjectProcess.Slice>> slices = new LinkedHashMap<>();
        List<SubjectProcess> order = new ArrayList<>(processes);
        for (int round = 0; round <= rounds; round++) {
            for (Work work : Work.values()) {
                Collections.shuffle(order, random);
                for (SubjectProcess process : order) {
                    SubjectProcess.Slice slice = process.slice(work, threads, SLICE_MICROS);
                    // The first round still warms up.
                    if (round > 0) {
                        slices.computeIfAbsent(key(process.subject(), work), unused -> new ArrayList<>())
                                .add(slice);
                    }
                }
            }
        }
        return slices;
    }

    private List<Figure> figures(Compiler compiler, int threads, Map<String, List<SubjectProcess.Slice>> slices) {
        List<Figure> figures = new ArrayList<>();
        for (Subject subject : subjects) {
            for (Work work : Work.values()) {
                List<SubjectProcess.Slice> own = slices.get(key(subject, work));
                List<SubjectProcess.Slice> base = slices.get(key(Subject.HIKARI, work));
                List<Double> nanos = new ArrayList<>();
                List<Double> bytes = new ArrayList<>();
                List<Double> ratios = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    nanos.add(own.get(round).nanos());
                    bytes.add(own.get(round).bytes());
                    ratios.add(own.get(round).nanos() / base.get(round).nanos());
                }
                figures.add(new Figure(
                        compiler.name(),
                        threads,
                        subject.title(),
                        work.title(),
                        Median.of(nanos),
                        Median.of(ratios),
                        Median.of(bytes)));
            }
        }
        return figures;
    }

    private static String key(Subject subject, Work work) {
        return subject + " " + work;
    }

    /** CPU nanoseconds and bytes of one operation, the former also against HikariCP's in the same round. */
    record Figure(
            String compiler,
            int threads,
            String subject,
            String work,
            double nanos,
            double ratioToHikari,
            double bytes) {}
}
