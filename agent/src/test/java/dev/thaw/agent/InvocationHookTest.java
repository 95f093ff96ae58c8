package dev.thaw.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.weave.Compiled;
import dev.thaw.weave.WovenLoader;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A class of {@code LambdaContext}'s name and shape; the real one is woven in the demo function's tests. */
class InvocationHookTest {
    private static final String NAME = InvocationHook.CONTEXT.replace('/', '.');

    @Test
    void eachContextIsAnInvocationWithItsDeadline() throws Exception {
        Class<?> context = woven("public LambdaContext(int memory, long deadline, String id) { assert id != null; }");
        long before = Invocations.EPOCH.get();
        long soon = System.currentTimeMillis() + 3_000;
        begin(context, soon);
        long first = Invocations.EPOCH.get();
        assertThat(first).isNotEqualTo(before).isNotZero();
        assertThat(Invocations.DEADLINE.get()).hasValue(soon);
        begin(context, soon + 5);
        assertThat(Invocations.EPOCH.get()).isNotEqualTo(first).isNotZero();
        assertThat(Invocations.DEADLINE.get()).hasValue(soon + 5);
        begin(context, soon + 900_000);
        assertThat(Invocations.EPOCH).as("it may last long").hasValue(0);
    }

    @Test
    void aContextOfAnotherShapeIsLeftAsItIs() throws Exception {
        assertThat(InvocationHook.woven(compiled("public LambdaContext(long deadline, int memory) { }")))
                .isNull();
    }

    private static void begin(Class<?> context, long deadline) throws ReflectiveOperationException {
        context.getConstructor(int.class, long.class, String.class).newInstance(512, deadline, "id");
    }

    private static Class<?> woven(String constructor) throws ReflectiveOperationException {
        byte[] woven = InvocationHook.woven(compiled(constructor));
        return new WovenLoader(Map.of(NAME, woven)).initialized(NAME);
    }

    private static byte[] compiled(String constructor) {
        String packageName = NAME.substring(0, NAME.lastIndexOf('.'));
        return Compiled.from(
                        Map.of(NAME, "package " + packageName + "; public class LambdaContext {" + constructor + "}"))
                .get(NAME);
    }
}
