package dev.thaw.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A class with the methods of {@code ClassLoader} that define classes, woven as that one is, verified and run. */
class DefinitionHooksTest {
    private static final String NAME = "org.h2.hard.Definer";
    private static final String SOURCE = "package org.h2.hard; import java.nio.ByteBuffer;"
            + "import java.security.ProtectionDomain; import java.util.Arrays;"
            + "public class Definer implements java.util.function.Function<Object[], String> { String seen;"
            + " public String apply(Object[] call) {"
            + "  Class<?> defined = call[1] instanceof ByteBuffer"
            + "   ? defineClass((String) call[0], (ByteBuffer) call[1], null)"
            + "   : defineClass((String) call[0], (byte[]) call[1], (int) call[2], (int) call[3], null);"
            + "  return seen; }"
            + " protected final Class<?> defineClass(String name, byte[] b, int off, int len, ProtectionDomain d) {"
            + "  for (int i = 0; i < 1; i++) {"
            + "   seen = name + Arrays.toString(Arrays.copyOfRange(b, off, off + len)); }"
            + "  return Definer.class; }"
            + " protected final Class<?> defineClass(String name, ByteBuffer b, ProtectionDomain d) {"
            + "  seen = (b.isDirect() ? \"direct\" : \"heap\") + b.remaining() + b.get(b.position());"
            + "  return Definer.class; } }";

    private final StubBridge bridge = StubBridge.install();
    private final StubDefinitions hook = bridge.definitions;
    private final byte[] given = {9, 1, 2, 3, 9};
    private Function<Object[], String> definer;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void weave() throws Exception {
        byte[] classFile = Compiled.from(Map.of(NAME, SOURCE)).get(NAME);
        byte[] woven = HookedClass.weave(HookedClass.CLASS_LOADER, classFile, bridge);
        definer = (Function<Object[], String>) new WovenLoader(Map.of(NAME, woven))
                .initialized(NAME)
                .getDeclaredConstructor()
                .newInstance();
    }

    @Test
    void whatIsOfNoInterestIsDefinedAsItIs() {
        hook.interested = false;
        assertThat(defineIt("a.B")).isEqualTo("a.B[1, 2, 3]");
        assertThat(hook.calls).containsExactly("test a.B");
    }

    @Test
    void anotherClassFileTakesItsPlace() {
        assertThat(defineIt("a.B")).isEqualTo("a.B[1, 2, 3]");
        assertThat(hook.calls).containsExactly("test a.B", "apply a.B [1, 2, 3]");
        hook.woven = new byte[] {7, 8};
        assertThat(defineIt(null)).isEqualTo("null[7, 8]");
    }

    @Test
    void aFaultOfTheHookChangesNothing() {
        hook.woven = new byte[] {7, 8};
        hook.faultOfApply = new IllegalStateException("made to fail");
        assertThat(defineIt("a.B")).isEqualTo("a.B[1, 2, 3]");
        hook.faultOfTest = hook.faultOfApply;
        assertThat(defineIt("a.B")).isEqualTo("a.B[1, 2, 3]");
        assertThat(define("a.B", direct())).isEqualTo("direct31");
        StubBridge.stub$hooks = null;
        assertThat(defineIt("a.B")).isEqualTo("a.B[1, 2, 3]");
        assertThat(define("a.B", direct())).isEqualTo("direct31");
    }

    @Test
    void whatIsWrongIsRefusedAsBefore() {
        assertThatThrownBy(() -> define("a.B", null, 0, 1)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> define("a.B", given, 6, 2)).isInstanceOf(ArrayIndexOutOfBoundsException.class);
    }

    @Test
    void onlyADirectBufferOfInterestIsCopied() {
        ByteBuffer direct = direct();
        assertThat(define("a.B", direct)).isEqualTo("heap31");
        assertThat(direct.remaining()).as("its position is the caller's").isEqualTo(3);
        assertThat(define("a.B", ByteBuffer.wrap(given, 1, 3))).isEqualTo("heap31");
        hook.interested = false;
        assertThat(define("a.B", direct)).isEqualTo("direct31");
    }

    private ByteBuffer direct() {
        return ByteBuffer.allocateDirect(3).put(given, 1, 3).flip();
    }

    private String defineIt(String name) {
        return define(name, given, 1, 3);
    }

    private String define(Object... call) {
        return definer.apply(call);
    }
}
