package dev.thaw.weave;

import dev.thaw.stub.StubConnection;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A bridge that notes what the woven code calls. Its static field is what woven classes see, so one test at a time.
 */
public final class StubBridge implements BridgeHolder {
    /** What woven code reads; null is the bridge of an agent that never came up. */
    public static Object[] stub$hooks;

    /** What the hooks were called with. */
    final List<String> calls = new ArrayList<>();

    /** What the entry hooks answer. */
    Connection cached;

    /** What they want the method to run with. */
    Properties properties;

    /** What the hook at a failure makes of it. */
    Connection healed;

    /** Whether the method has been told to call itself, which comes next. */
    private boolean reentering = false;

    /** What the hook at a return makes of it. */
    Connection adopted = new StubConnection().connection();

    /** What every hook throws. */
    RuntimeException fault;

    /** What is told of classes that are defined. */
    final StubDefinitions definitions = new StubDefinitions();

    private StubBridge() {}

    /** A new one, in the place where woven code looks. */
    static StubBridge install() {
        StubBridge bridge = new StubBridge();
        BiFunction<Object, Object[], Object> before = bridge::before;
        Function<Connection, Connection> returned = bridge::returned;
        Function<Throwable, Connection> threw = bridge::threw;
        Function<String, BiFunction<String, String, Connection>> remembered = bridge::remembered;
        BiFunction<Object, String, Object> token = bridge::token;
        stub$hooks = new Object[] {before, before, returned, threw, remembered, before, token, bridge.definitions};
        return bridge;
    }

    private Object token(Object maker, String made) {
        if (reentering) {
            reentering = false;
            return null;
        }
        calls.add(made == null ? "asked" : "made " + made);
        throwFault();
        reentering = made == null;
        return this;
    }

    private Object before(Object subject, Object[] arguments) {
        if (reentering) {
            reentering = false;
            return null;
        }
        calls.add(arguments == null ? "before" : "before " + Arrays.asList(arguments));
        throwFault();
        if (cached != null) {
            return cached;
        }
        reentering = true;
        return properties == null ? this : properties;
    }

    private Connection returned(Connection opened) {
        calls.add("returned");
        throwFault();
        return adopted;
    }

    private Connection threw(Throwable failure) {
        calls.add("threw " + failure.getMessage());
        throwFault();
        return healed;
    }

    private BiFunction<String, String, Connection> remembered(String url) {
        calls.add("remembered " + url);
        throwFault();
        return cached == null ? null : this::byUser;
    }

    private Connection byUser(String user, String password) {
        calls.add("by " + user + " " + password);
        return cached;
    }

    private void throwFault() {
        if (fault != null) {
            throw fault;
        }
    }

    @Override
    public String owner() {
        return StubBridge.class.getName().replace('.', '/');
    }

    @Override
    public String field() {
        return "stub$hooks";
    }
}
