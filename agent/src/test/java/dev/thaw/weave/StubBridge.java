package dev.thaw.weave;

import dev.thaw.stub.StubConnection;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import net.bytebuddy.jar.asm.ClassVisitor;

/**
 * A bridge that notes what the woven code calls. Its static field is what woven classes see, so one test at a time.
 */
public final class StubBridge implements BridgeHolder {
    /** What woven code reads; null is the bridge of an agent that never came up. */
    public static Object[] hooks;

    /** What the hooks were called with. */
    final List<String> calls = new ArrayList<>();

    /** What the entry hooks return. */
    Connection cached;

    /** What the hook at a return makes of it. */
    Connection adopted = new StubConnection().connection();

    /** What every hook throws. */
    RuntimeException fault;

    private StubBridge() {}

    /** A new one, in the place where woven code looks. */
    static StubBridge install() {
        StubBridge bridge = new StubBridge();
        BiFunction<Object, Object[], Connection> before = bridge::before;
        Function<Connection, Connection> returned = bridge::returned;
        Runnable threw = bridge::threw;
        hooks = new Object[] {before, before, returned, threw};
        return bridge;
    }

    private Connection before(Object subject, Object[] arguments) {
        calls.add(arguments == null ? "before" : "before " + List.of(arguments));
        throwFault();
        return cached;
    }

    private Connection returned(Connection opened) {
        calls.add("returned");
        throwFault();
        return adopted;
    }

    private void threw() {
        calls.add("threw");
        throwFault();
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
        return "hooks";
    }

    @Override
    public ClassVisitor declaredBy(ClassVisitor driverManager) {
        return driverManager;
    }
}
