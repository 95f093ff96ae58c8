package dev.thaw.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;

/** Is told of classes that are defined, and gives others. */
final class StubDefinitions implements BiPredicate<Object, String>, BiFunction<Object, Object[], byte[]> {
    final List<String> calls = new ArrayList<>();
    boolean interested = true;
    byte[] woven;
    RuntimeException faultOfTest;
    RuntimeException faultOfApply;

    @Override
    public boolean test(Object loader, String name) {
        calls.add("test " + name);
        if (faultOfTest != null) {
            throw faultOfTest;
        }
        return interested;
    }

    @Override
    public byte[] apply(Object loader, Object[] nameAndBytes) {
        calls.add("apply " + nameAndBytes[0] + " " + Arrays.toString((byte[]) nameAndBytes[1]));
        if (faultOfApply != null) {
            throw faultOfApply;
        }
        return woven;
    }
}
