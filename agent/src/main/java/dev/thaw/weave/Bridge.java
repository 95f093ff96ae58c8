package dev.thaw.weave;

import dev.thaw.cache.Diagnostics;
import dev.thaw.intercept.Interceptor;
import java.sql.Connection;
import java.util.Properties;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The way from a woven method to the interceptor: an array of JDK functional objects in a static field that every class
 * can see. The woven code fetches its hook by the indexes below.
 *
 * <p>The interceptor promises not to throw. Should it break that promise, as an incomplete agent does at every call, the
 * first time is one line, and the body's own result counts every time.
 */
final class Bridge {
    /** {@code BiFunction}: the caller's class, then an array of URL and Properties; to a connection or null. */
    static final int DRIVER_MANAGER = 0;
    /** {@code BiFunction}: the DataSource, then null or an array of user and password; to a connection or null. */
    static final int DATA_SOURCE = 1;
    /** {@code Function}: what the body returned, to what its caller gets. */
    static final int RETURNED = 2;
    /** {@code Runnable}: the body threw. */
    static final int THREW = 3;

    private final Interceptor interceptor;
    private final Diagnostics diagnostics;
    private volatile boolean failed = false;

    private Bridge(Interceptor interceptor, Diagnostics diagnostics) {
        this.interceptor = interceptor;
        this.diagnostics = diagnostics;
    }

    static Object[] to(Interceptor interceptor, Diagnostics diagnostics) {
        Bridge bridge = new Bridge(interceptor, diagnostics);
        Object[] hooks = new Object[4];
        hooks[DRIVER_MANAGER] = new DriverManagerHook(bridge);
        hooks[DATA_SOURCE] = new DataSourceHook(bridge);
        hooks[RETURNED] = new ReturnedHook(bridge);
        hooks[THREW] = new ThrewHook(bridge);
        return hooks;
    }

    private void failed(Throwable fault) {
        if (!failed) {
            failed = true;
            diagnostics.fault("a call could not be intercepted", fault);
        }
    }

    private static final class DriverManagerHook implements BiFunction<Class<?>, Object[], Connection> {
        private final Bridge bridge;

        DriverManagerHook(Bridge bridge) {
            this.bridge = bridge;
        }

        @Override
        public Connection apply(Class<?> caller, Object[] urlAndInfo) {
            try {
                return (Connection)
                        bridge.interceptor.before(caller, (String) urlAndInfo[0], (Properties) urlAndInfo[1]);
            } catch (Throwable fault) {
                bridge.failed(fault);
                return null;
            }
        }
    }

    private static final class DataSourceHook implements BiFunction<Object, Object[], Connection> {
        private final Bridge bridge;

        DataSourceHook(Bridge bridge) {
            this.bridge = bridge;
        }

        @Override
        public Connection apply(Object source, Object[] credentials) {
            try {
                return credentials == null
                        ? bridge.interceptor.before(source, false, null, null)
                        : bridge.interceptor.before(source, true, (String) credentials[0], (String) credentials[1]);
            } catch (Throwable fault) {
                bridge.failed(fault);
                return null;
            }
        }
    }

    private static final class ReturnedHook implements Function<Connection, Connection> {
        private final Bridge bridge;

        ReturnedHook(Bridge bridge) {
            this.bridge = bridge;
        }

        @Override
        public Connection apply(Connection opened) {
            try {
                return bridge.interceptor.after(opened);
            } catch (Throwable fault) {
                bridge.failed(fault);
                return opened;
            }
        }
    }

    private static final class ThrewHook implements Runnable {
        private final Bridge bridge;

        ThrewHook(Bridge bridge) {
            this.bridge = bridge;
        }

        @Override
        public void run() {
            try {
                bridge.interceptor.failed(null);
            } catch (Throwable fault) {
                bridge.failed(fault);
            }
        }
    }
}
