package dev.thaw.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thaw.weave.Compiled;
import dev.thaw.weave.WovenLoader;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.zip.Adler32;
import org.junit.jupiter.api.Test;

/** Classes of the names and shapes of the runtime's; the real ones are woven in the demo function's tests. */
class RuntimeHooksTest {
    private static final String NAME = RuntimeHooks.CONTEXT.replace('/', '.');
    private static final String LOADER = RuntimeHooks.LOADER.replace('/', '.');

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
        assertThat(RuntimeHooks.withInvocations(compiled("public LambdaContext(long deadline, int memory) { }")))
                .isNull();
    }

    @Test
    void theFunctionsLoaderLoadsAsBefore() throws Exception {
        byte[] woven = RuntimeHooks.withClasses(loader(""));
        Class<?> type = new WovenLoader(Map.of(LOADER, woven)).initialized(LOADER);
        assertThat(type.getDeclaredMethod("loadClass", String.class, boolean.class)
                        .getModifiers())
                .matches(Modifier::isProtected);
        ClassLoader loader = (ClassLoader) type.getConstructor().newInstance();
        assertThat(loader.loadClass("java.util.zip.Adler32")).isSameAs(Adler32.class);
        assertThatThrownBy(() -> loader.loadClass("com.example.Missing"))
                .isInstanceOf(ClassNotFoundException.class)
                .hasMessage("com.example.Missing");
        assertThatThrownBy(() -> loader.loadClass(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aLoaderOfAnotherShapeIsLeftAsItIs() throws Exception {
        String own = "protected Class<?> loadClass(String name, boolean resolve) { return null; }";
        assertThat(RuntimeHooks.withClasses(loader(own))).isNull();
        assertThat(RuntimeHooks.withClasses(loader("ClassLoader", "", ""))).isNull();
    }

    private static byte[] loader(String member) {
        return loader("java.net.URLClassLoader", "new java.net.URL[0]", member);
    }

    private static byte[] loader(String inherited, String argument, String member) {
        String packageName = LOADER.substring(0, LOADER.lastIndexOf('.'));
        String source = "package " + packageName + "; public class CustomerClassLoader extends " + inherited
                + " { public CustomerClassLoader() { super(" + argument + "); } " + member + "}";
        return Compiled.from(Map.of(LOADER, source)).get(LOADER);
    }

    private static void begin(Class<?> context, long deadline) throws ReflectiveOperationException {
        context.getConstructor(int.class, long.class, String.class).newInstance(512, deadline, "id");
    }

    private static Class<?> woven(String constructor) throws ReflectiveOperationException {
        byte[] woven = RuntimeHooks.withInvocations(compiled(constructor));
        return new WovenLoader(Map.of(NAME, woven)).initialized(NAME);
    }

    private static byte[] compiled(String constructor) {
        String packageName = NAME.substring(0, NAME.lastIndexOf('.'));
        return Compiled.from(
                        Map.of(NAME, "package " + packageName + "; public class LambdaContext {" + constructor + "}"))
                .get(NAME);
    }
}
