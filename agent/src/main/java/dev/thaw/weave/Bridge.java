package dev.thaw.weave;

import dev.thaw.intercept.Interceptor;
import java.sql.Connection;
import java.util.Properties;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The way from a woven method to the interceptor: an array of JDK functional objects in a static field that every class
 * can see. The woven code fetches its hook by the indexes below.
 *
 * <p>The hooks never throw; that is the interceptor's promise.
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

    private Bridge() {}

    static Object[] to(Interceptor interceptor) {
        Object[] hooks = new Object[4];
        hooks[DRIVER_MANAGER] = new DriverManagerHook(interceptor);
        hooks[DATA_SOURCE] = new DataSourceHook(interceptor);
        hooks[RETURNED] = new ReturnedHook(interceptor);
        hooks[THREW] = new ThrewHook(interceptor);
        return hooks;
    }

    private static final class DriverManagerHook implements BiFunction<Class<?>, Object[], Connection> {
        private final Interceptor interceptor;

        DriverManagerHook(Interceptor interceptor) {
            this.interceptor = interceptor;
        }

        @Override
        public Connection apply(Class<?> caller, Object[] urlAndInfo) {
            return interceptor.before(caller, (String) urlAndInfo[0], (Properties) urlAndInfo[1]);
        }
    }

    private static final class DataSourceHook implements BiFunction<Object, Object[], Connection> {
        private final Interceptor interceptor;

        DataSourceHook(Interceptor interceptor) {
            this.interceptor = interceptor;
        }

        @Override
        public Connection apply(Object source, Object[] credentials) {
            return credentials == null
                    ? interceptor.before(source, false, null, null)
                    : interceptor.before(source, true, (String) credentials[0], (String) credentials[1]);
        }
    }

    private static final class ReturnedHook implements Function<Connection, Connection> {
        private final Interceptor interceptor;

        ReturnedHook(Interceptor interceptor) {
            this.interceptor = interceptor;
        }

        @Override
        public Connection apply(Connection opened) {
            return interceptor.after(opened);
        }
    }

    private static final class ThrewHook implements Runnable {
        private final Interceptor interceptor;

        ThrewHook(Interceptor interceptor) {
            this.interceptor = interceptor;
        }

        @Override
        public void run() {
            interceptor.failed();
        }
    }
}
