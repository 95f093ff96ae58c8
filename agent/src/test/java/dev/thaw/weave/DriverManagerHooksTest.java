package dev.thaw.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thaw.stub.StubConnection;
import java.lang.reflect.InvocationTargetException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A class with the methods of {@code DriverManager}, woven as that one is. */
class DriverManagerHooksTest {
    private static final String NAME = "org.h2.hard.Manager";
    private static final String SOURCE = "package org.h2.hard; import java.sql.*; import java.util.Properties;"
            + "public class Manager {"
            + " public static Connection opened; public static boolean refuse; public static Properties seen;"
            + " public static Connection getConnection(String url, String user, String password) throws SQLException {"
            + "  Properties info = new Properties(); if (user != null) { info.put(\"user\", user); }"
            + "  if (password != null) { info.put(\"password\", password); }"
            + "  return getConnection(url, info, Manager.class); }"
            + " private static Connection getConnection(String url, Properties info, Class<?> caller)"
            + "  throws SQLException { seen = info; String s = url;"
            + "  for (int i = 0; i < 2; i++) { if (refuse) { throw new SQLException(\"refused\"); } s += i; }"
            + "  return opened; } }";

    private final StubBridge bridge = StubBridge.install();
    private final Connection opened = new StubConnection().connection();
    private Class<?> manager;

    @BeforeEach
    void weave() throws Exception {
        byte[] classFile = Compiled.from(Map.of(NAME, SOURCE)).get(NAME);
        byte[] woven = HookedClass.weave(HookedClass.DRIVER_MANAGER, classFile, bridge);
        manager = new WovenLoader(Map.of(NAME, woven)).initialized(NAME);
        manager.getField("opened").set(null, opened);
    }

    @Test
    void asksForWhatIsRememberedThenForTheWorkersAnswer() throws Exception {
        assertThat(ask()).isSameAs(bridge.adopted);
        assertThat(bridge.calls).containsExactly("remembered url", "before [url, {password=p, user=u}]", "returned");
    }

    @Test
    void whatIsRememberedIsTheAnswer() throws Exception {
        bridge.cached = new StubConnection().connection();
        assertThat(ask()).isSameAs(bridge.cached);
        assertThat(bridge.calls).containsExactly("remembered url", "by u p");
    }

    @Test
    void theWorkerRunsWithThePropertiesOfItsHook() throws Exception {
        bridge.properties = new Properties();
        assertThat(ask()).isSameAs(bridge.adopted);
        assertThat(manager.getField("seen").get(null)).isSameAs(bridge.properties);
    }

    @Test
    void aFailureIsAnsweredOrThrownAsItIs() throws Exception {
        manager.getField("refuse").set(null, true);
        assertThatThrownBy(this::ask).isInstanceOf(SQLException.class).hasMessage("refused");
        assertThat(bridge.calls).last().isEqualTo("threw refused");
        bridge.healed = new StubConnection().connection();
        assertThat(ask()).isSameAs(bridge.healed);
    }

    @Test
    void withABridgeThatFailsTheBodysOwnResultCounts() throws Exception {
        bridge.fault = new IllegalStateException("made to fail");
        assertThat(ask()).isSameAs(opened);
        StubBridge.stub$hooks = null;
        assertThat(ask()).isSameAs(opened);
    }

    private Connection ask() throws Exception {
        try {
            return (Connection) manager.getMethod("getConnection", String.class, String.class, String.class)
                    .invoke(null, "url", "u", "p");
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        }
    }
}
