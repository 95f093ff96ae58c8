package dev.thaw.benchmark.handout;

import dev.thaw.demo.scenario.Artifacts;
import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.process.RunningJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A subject's JVM, seen from who asks it for slices. Not thread-safe. */
final class SubjectProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Subject subject;
    private final RunningJvm jvm;
    private int orders;

    /** Starts it. The collector with the least work of its own, and a heap in which it rarely runs. */
    SubjectProcess(Subject subject, Compiler compiler) {
        this.subject = subject;
        ChildJvm description = ChildJvm.of(SubjectJvm.class)
                .jvmArgs("-XX:+UseSerialGC", "-Xms192m", "-Xmx192m", "-Xmn128m", "-Xshare:auto", "-XX:-UsePerfData")
                .jvmArgs(compiler.option())
                .args(subject.name());
        if (subject.isAttached()) {
            description
                    .jvmArgs("-agentlib:instrument="
                            + Artifacts.agent().toAbsolutePath().normalize())
                    .env("THAW_INCLUDE", "jdbc:stub:.*");
        }
        this.jvm = description.start();
        jvm.awaitOut("hands out ", PATIENCE);
        if (subject.isAttached() != jvm.out().contains("$$Thaw")) {
            close();
            throw new IllegalStateException(subject + " " + jvm.out() + jvm.err());
        }
    }

    /**
     * @param micros for how long each thread works, by its own CPU clock
     */
    Slice slice(Work work, int threads, long micros) throws IOException {
        String id = "#" + ++orders;
        jvm.stdin()
                .write((id + " " + work.name() + " " + threads + " " + micros + "\n")
                        .getBytes(StandardCharsets.US_ASCII));
        jvm.stdin().flush();
        jvm.awaitOut(" end " + id + "\n", PATIENCE);
        String out = jvm.out();
        String[] words = out.substring(out.lastIndexOf("\n" + id + " ") + 1).split(" ", -1);
        double operations = Double.parseDouble(words[1]);
        return new Slice(Double.parseDouble(words[2]) / operations, Double.parseDouble(words[3]) / operations);
    }

    Subject subject() {
        return subject;
    }

    @Override
    public void close() {
        jvm.close();
    }

    /** Of one operation. */
    record Slice(double nanos, double bytes) {}
}
