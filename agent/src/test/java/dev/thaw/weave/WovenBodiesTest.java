package dev.thaw.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thaw.stub.StubConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Method bodies that are hard to weave, compiled, woven, verified and run: with the hooks they do what they did, and
 * a bridge that fails is as good as none.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WovenBodiesTest {
    private static final String PACKAGE = "org.h2.hard.";

    /** Each returns {@code opened}, or throws "refused" where {@code refuse} is set. */
    private final Map<String, String> bodies = new TreeMap<>();

    private static final String SYNCHRONIZED = "Synchronized";

    private Map<String, byte[]> classFiles;
    private final Connection opened = new StubConnection().connection();

    @BeforeAll
    void bodies() {
        bodies.put("Plain", "check(); return opened;");
        bodies.put("LoopAtTheStart", "do { n++; } while (n < 3); check(); return opened;");
        bodies.put("EndlessLoop", "while (true) { if (++n > 3) { check(); return opened; } }");
        bodies.put("SeveralReturns", "check(); if (n > 5) return null; if (n == 0) return opened; return null;");
        bodies.put(
                "TryCatchFinally",
                "try { check(); return opened; } catch (IllegalStateException e) { return null; } finally { n++; }");
        bodies.put(
                "CatchAll",
                "try { check(); } catch (Throwable t) { throw t; } finally { try { n++; } catch (Error e) { n--; } }"
                        + " return opened;");
        bodies.put("HandlerAtTheStart", "try { check(); return opened; } catch (RuntimeException e) { throw e; }");
        bodies.put("SynchronizedBlock", "synchronized (this) { check(); synchronized (opened) { return opened; } }");
        bodies.put(
                "WideLocals",
                "long a = n; double b = a + 1.5; long c = (long) b; double d = c; check();"
                        + " if (d + a + b > 1e9) { long e = (long) d; return e > 0 ? opened : null; } return opened;");
        bodies.put("NestedCall", "check(); return new Object() { Connection get() { return opened; } }.get();");
        bodies.put("Lambda", "check(); java.util.function.Supplier<Connection> s = () -> opened; return s.get();");
        bodies.put(
                "Switch",
                "check(); switch (String.valueOf(n)) { case \"0\": return opened; case \"1\": return null;"
                        + " default: throw new SQLException(\"no\"); }");
        bodies.put(
                "UninitializedOnTheStack",
                "check(); return n == 0 ? id(opened) : id(new String(\"\") == null ? opened : null);");
        bodies.put("SixtyLocals", locals(60) + "check(); return opened;");
        Map<String, String> sources = new HashMap<>();
        bodies.forEach((name, body) -> {
            sources.put(PACKAGE + name, source(name, "", body));
            sources.put(PACKAGE + name + SYNCHRONIZED, source(name + SYNCHRONIZED, "synchronized", body));
        });
        classFiles = Compiled.from(sources);
    }

    static String locals(int count) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < count; i++) {
            code.append("int v").append(i).append(" = n; ");
        }
        return code.toString();
    }

    static String source(String name, String modifiers, String body) {
        String parameters = "(String user, String password)";
        return "package org.h2.hard; import java.sql.*;"
                + "public class " + name + " extends dev.thaw.stub.StubDataSource {"
                + " public Connection opened; public boolean refuse; public int n;"
                + " public " + name + "() { super(null); }"
                + " void check() throws SQLException { if (refuse) throw new SQLException(\"refused\"); }"
                + " static Connection id(Connection c) { return c; }"
                + " public " + modifiers + " Connection getConnection() throws SQLException {" + body + "}"
                + " public " + modifiers + " Connection getConnection" + parameters + " throws SQLException {" + body
                + "} }";
    }

    Iterable<String> names() {
        return bodies.keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void doWhatTheyDid(String name) throws Exception {
        StubBridge bridge = StubBridge.install();
        DataSource source = woven(name, bridge);
        assertThat(source.getConnection()).isSameAs(bridge.adopted);
        assertThat(bridge.calls).containsExactly("before", "returned");
        bridge.calls.clear();
        set(source, "n", 0);
        assertThat(source.getConnection("u", "p")).isSameAs(bridge.adopted);
        assertThat(bridge.calls).containsExactly("before [u, p]", "returned");
    }

    @ParameterizedTest
    @MethodSource("names")
    void doNotRunWhenThereIsACachedConnection(String name) throws Exception {
        StubBridge bridge = StubBridge.install();
        bridge.cached = new StubConnection().connection();
        DataSource source = woven(name, bridge);
        set(source, "refuse", true);
        assertThat(source.getConnection()).isSameAs(bridge.cached);
        assertThat(bridge.calls).containsExactly("before");
    }

    @ParameterizedTest
    @MethodSource("names")
    void throwWhatTheyThrew(String name) throws Exception {
        StubBridge bridge = StubBridge.install();
        DataSource source = woven(name + SYNCHRONIZED, bridge);
        set(source, "refuse", true);
        assertThatThrownBy(source::getConnection)
                .isInstanceOf(SQLException.class)
                .hasMessage("refused");
        assertThat(bridge.calls).containsExactly("before", "threw refused");
    }

    @ParameterizedTest
    @MethodSource("names")
    void answerWithWhatTheHookMakesOfAFailure(String name) throws Exception {
        StubBridge bridge = StubBridge.install();
        bridge.healed = new StubConnection().connection();
        for (String each : new String[] {name, name + SYNCHRONIZED}) {
            DataSource source = woven(each, bridge);
            set(source, "refuse", true);
            assertThat(source.getConnection("u", "p")).isSameAs(bridge.healed);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void withABridgeThatFailsTheBodysOwnResultCounts(String name) throws Exception {
        for (String each : new String[] {name, name + SYNCHRONIZED}) {
            StubBridge bridge = StubBridge.install();
            bridge.fault = new IllegalStateException("made to fail");
            DataSource source = woven(each, bridge);
            ownResult(source);
            for (Object[] broken : new Object[][] {null, {}, new Object[5], {"", "", "", "", ""}}) {
                StubBridge.stub$hooks = broken;
                ownResult(source);
            }
        }
    }

    private void ownResult(DataSource source) throws Exception {
        set(source, "n", 0);
        set(source, "refuse", false);
        assertThat(source.getConnection()).isSameAs(opened);
        set(source, "n", 0);
        set(source, "refuse", true);
        assertThatThrownBy(() -> source.getConnection("u", "p")).hasMessage("refused");
    }

    private DataSource woven(String name, StubBridge bridge) throws Exception {
        Map<String, byte[]> own = new HashMap<>(classFiles);
        byte[] hooked = HookedClass.weave(internal(name), own.get(PACKAGE + name), bridge);
        assertThat(hooked).isNotNull();
        own.put(PACKAGE + name, hooked);
        Class<?> type = new WovenLoader(own).initialized(PACKAGE + name);
        DataSource source = (DataSource) type.getDeclaredConstructor().newInstance();
        set(source, "opened", opened);
        return source;
    }

    private static String internal(String name) {
        return (PACKAGE + name).replace('.', '/');
    }

    private static void set(DataSource source, String field, Object value) throws ReflectiveOperationException {
        source.getClass().getField(field).set(source, value);
    }
}
