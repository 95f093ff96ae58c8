package dev.thaw.random;

import dev.thaw.contract.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Calls in a row on one target. As text: the target's name, then a call a line; lines that begin with # say something.
 *
 * @param name where it comes from
 * @param target where it runs
 * @param calls what is called
 */
record Sequence(String name, Target target, List<Call> calls) {
    private static final int NUMBERS = 1000;

    /** The same seed gives the same calls, as long as {@link Steps} stays as it is. */
    static Sequence ofSeed(Target target, long seed, int length) {
        Random random = new Random(seed);
        return new Sequence(
                "seed " + seed,
                target,
                Stream.generate(() -> new Call(Steps.any(random), random.nextInt(NUMBERS)))
                        .limit(length)
                        .toList());
    }

    static Sequence read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        return new Sequence(
                file.getFileName().toString(),
                Target.valueOf(lines.get(0)),
                lines.stream().skip(1).map(Call::parse).toList());
    }

    Sequence with(List<Call> others) {
        return new Sequence(name, target, others);
    }

    /** Both, one after the other, each on a connection of its own. */
    Sequence then(Sequence next) {
        List<Call> both = new ArrayList<>(calls);
        both.add(new Call(Steps.named("open again"), 0));
        both.addAll(next.calls);
        return new Sequence(name + ", then " + next.name, target, both);
    }

    /** The text that {@link #read} reads. */
    String text() {
        StringBuilder text =
                new StringBuilder("# ").append(name).append('\n').append(target).append('\n');
        calls.forEach(call -> text.append(call).append('\n'));
        return text.toString();
    }

    @Override
    public String toString() {
        return target + ", " + name;
    }
}
