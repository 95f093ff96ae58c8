package dev.thaw.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thaw.stub.StubConnection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.rds.model.GenerateAuthenticationTokenRequest;

/** A driver's {@code connect} and the method that makes tokens: woven, verified and run, with any bridge. */
class WovenConnectsTest {
    private static final String CONNECTS = "org.h2.hard.Connects";
    private static final String TOKENS = "org.h2.hard.Tokens";

    private final Connection opened = new StubConnection().connection();
    private final Properties info = new Properties();

    @Test
    void connectDoesWhatItDid() throws Exception {
        StubBridge bridge = StubBridge.install();
        Object driver = driver(bridge);
        assertThat(connect(driver, "url")).isSameAs(bridge.adopted);
        assertThat(bridge.calls).containsExactly("before [url, {}]", "returned");
        assertThat(field(driver, "seen")).isSameAs(info);

        bridge.calls.clear();
        assertThatThrownBy(() -> connect(driver, null)).hasRootCauseMessage("refused");
        assertThat(bridge.calls).containsExactly("before [null, {}]", "threw refused");
    }

    @Test
    void connectTakesPropertiesAndAnswersFromTheHook() throws Exception {
        StubBridge bridge = StubBridge.install();
        Object driver = driver(bridge);
        bridge.properties = new Properties();
        connect(driver, "url");
        assertThat(field(driver, "seen")).isSameAs(bridge.properties);
        bridge.cached = new StubConnection().connection();
        assertThat(connect(driver, null)).isSameAs(bridge.cached);
    }

    @Test
    void tokensAreTold() throws Exception {
        StubBridge bridge = StubBridge.install();
        Object tokens = tokens(bridge);
        assertThat(token(tokens)).isEqualTo("token1");
        assertThat(bridge.calls).containsExactly("asked", "made token1");
        assertThat(token(tokens)).as("made once").isEqualTo("token2");
    }

    @Test
    void aBridgeThatFailsIsAsGoodAsNone() throws Exception {
        StubBridge bridge = StubBridge.install();
        Object driver = driver(bridge);
        Object tokens = tokens(bridge);
        bridge.fault = new IllegalStateException("made to fail");
        int made = 0;
        for (Object[] hooks : List.of(StubBridge.stub$hooks, new Object[0], new Object[7])) {
            StubBridge.stub$hooks = hooks;
            assertThat(connect(driver, "url")).isSameAs(opened);
            assertThat(token(tokens)).isEqualTo("token" + ++made);
        }
        StubBridge.stub$hooks = null;
        assertThat(connect(driver, "url")).isSameAs(opened);
        assertThat(token(tokens)).isEqualTo("token" + ++made);
    }

    /** What the tests above stand for; the end-to-end tests run them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.mysql.cj.jdbc.NonRegisteringDriver",
                "org.mariadb.jdbc.NonRegisteringDriver",
                "org.postgresql.Driver",
                "software.amazon.awssdk.services.rds.DefaultRdsUtilities",
            })
    void theRealClassesHaveTheMethod(String name) throws Exception {
        byte[] classFile = DriverDataSourcesTest.classFile(
                Class.forName(name, false, getClass().getClassLoader()));
        byte[] woven = HookedClass.weave(name.replace('.', '/'), classFile, StubBridge.install());
        assertThat(woven).isNotNull();
        assertThat(HookedClass.weave(name.replace('.', '/'), woven, StubBridge.install()))
                .as("once")
                .isNull();
    }

    private Object driver(StubBridge bridge) throws Exception {
        String source = "package org.h2.hard; import java.sql.*; import java.util.Properties;"
                + "public class Connects { public Connection opened; public Properties seen;"
                + " public Connection connect(String url, Properties info) throws SQLException {"
                + " if (url == null) throw new SQLException(\"refused\"); seen = info; return opened; } }";
        Object driver = woven(CONNECTS, source, "org/postgresql/Driver", bridge);
        driver.getClass().getField("opened").set(driver, opened);
        return driver;
    }

    private static Object tokens(StubBridge bridge) throws Exception {
        String request = GenerateAuthenticationTokenRequest.class.getName();
        String source = "package org.h2.hard; public class Tokens { int made;"
                + " public String generateAuthenticationToken(" + request + " request) {"
                + " for (int i = 0; i < 3; i++) { if (request != null) throw new IllegalStateException(); }"
                + " return \"token\" + ++made; } }";
        return woven(TOKENS, source, HookedClass.TOKENS, bridge);
    }

    private static Object woven(String name, String source, String as, StubBridge bridge) throws Exception {
        byte[] classFile =
                HookedClass.weave(as, Compiled.from(Map.of(name, source)).get(name), bridge);
        assertThat(classFile).isNotNull();
        Class<?> type = new WovenLoader(Map.of(name, classFile)).initialized(name);
        return type.getDeclaredConstructor().newInstance();
    }

    private Object connect(Object driver, String url) throws ReflectiveOperationException {
        Method connect = driver.getClass().getMethod("connect", String.class, Properties.class);
        return connect.invoke(driver, url, info);
    }

    private static Object token(Object tokens) throws ReflectiveOperationException, InvocationTargetException {
        return tokens.getClass()
                .getMethod(HookedClass.MAKE_TOKEN, GenerateAuthenticationTokenRequest.class)
                .invoke(tokens, (Object) null);
    }

    private static Object field(Object object, String name) throws ReflectiveOperationException {
        return object.getClass().getField(name).get(object);
    }
}
