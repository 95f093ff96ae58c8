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
    /**
     * {@code BiFunction}: the caller's class, then an array of URL and Properties; to what the entry hooks tell: a
     * connection is the answer; Properties are what the method shall call itself with; null: the body shall run, nobody
     * wants to know how it ends; anything else: the method shall call itself.
     */
    static final int DRIVER_MANAGER = 0;
    /** {@code BiFunction}: the DataSource, then null or an array of user and password; to the same, but Properties. */
    static final int DATA_SOURCE = 1;
    /** {@code Function}: what the body returned, to what its caller gets. */
    static final int RETURNED = 2;
    /** {@code Function}: what the body threw, to a connection that its caller gets instead, or null. */
    static final int THREW = 3;
    /** {@code Function}: a URL, to a {@code BiFunction} from user and password to a connection; null for either. */
    static final int REMEMBERED = 4;
    /** {@code BiFunction}: a driver, then an array of URL and Properties; to the same as {@link #DRIVER_MANAGER}. */
    static final int DRIVER = 5;
    /**
     * {@code BiFunction}: what makes tokens, then null before it does and the token afterwards; to null: the body shall
     * run; anything else: the method shall call itself.
     */
    static final int TOKEN = 6;
    /**
     * {@code BiPredicate}: a class loader, then the name of a class that it defines; to whether its class file is to be
     * looked at. Also {@code BiFunction}: the loader, then an array of name and class file; to another one, or null.
     */
    static final int DEFINITION = 7;
    /** All of them. */
    static final int COUNT = 8;

    private final Interceptor interceptor;
    private final Askers askers;
    private final Reentry reentry;
    private final Diagnostics diagnostics;
    private volatile boolean failed = false;

    private Bridge(Interceptor interceptor, Askers askers, Diagnostics diagnostics) {
        this.interceptor = interceptor;
        this.reentry = new Reentry(interceptor.detours());
        this.askers = askers;
        this.diagnostics = diagnostics;
    }

    /** The hooks of calls, all but the last. */
    static Object[] to(Interceptor interceptor, Askers askers, Diagnostics diagnostics) {
        Bridge bridge = new Bridge(interceptor, askers, diagnostics);
        Object[] hooks = new Object[DEFINITION];
        hooks[DRIVER_MANAGER] = new DriverManagerHook(bridge);
        hooks[DATA_SOURCE] = new DataSourceHook(bridge);
        hooks[RETURNED] = new ReturnedHook(bridge);
        hooks[THREW] = new ThrewHook(bridge);
        hooks[REMEMBERED] = new RememberedHook(bridge);
        hooks[DRIVER] = new DriverHook(bridge);
        hooks[TOKEN] = new TokenHook(bridge);
        return hooks;
    }

    /** From what the interceptor says to what the woven code is told. */
    private Object told(Object before) {
        if (before instanceof Connection) {
            return before;
        }
        reentry.announce();
        return before == null ? this : before;
    }

    private void failed(Throwable fault) {
        if (!failed) {
            failed = true;
            diagnostics.fault("a call could not be intercepted", fault);
        }
    }

    private static final class DriverManagerHook implements BiFunction<Class<?>, Object[], Object> {
        private final Bridge bridge;

        DriverManagerHook(Bridge bridge) {
            this.bridge = bridge;
        }

        @Override
        public Object apply(Class<?> caller, Object[] urlAndInfo) {
            try {
                if (bridge.reentry.isExpected()) {
                    return null;
                }
                bridge.askers.called(caller);
                return bridge.told(
                        bridge.interceptor.before(caller, (String) urlAndInfo[0], (Properties) urlAndInfo[1]));
            } catch (Throwable fault) {
                bridge.failed(fault);
                return null;
            }
        }
    }

    private static final class DataSourceHook implements BiFunction<Object, Object, Object> {
        private final Bridge bridge;

        DataSourceHook(Bridge bridge) {
            this.bridge = bridge;
        }

        @Override
        public Object apply(Object source, Object credentials) {
            try {
                Connection again = credentials == null ? bridge.interceptor.again(source) : null;
                if (again != null) {
                    return again;
                }
                if (bridge.reentry.isExpected()) {
                    return null;
                }
                if (credentials == null) {
                    return bridge.told(bridge.interceptor.before(source, false, null, null));
                }
                Object[] both = (Object[]) credentials;
                return bridge.told(bridge.interceptor.before(source, true, (String) both[0], (String) both[1]));
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

    private static final class ThrewHook implements Function<Throwable, Connection> {
        private final Bridge bridge;

        ThrewHook(Bridge bridge) {
            this.bridge = bridge;
        }

        @Override
        public Connection apply(Throwable failure) {
            try {
                // The call of itself may have failed before it came to the hook.
                bridge.reentry.isExpected();
                return bridge.interceptor.failed(failure);
            } catch (Throwable fault) {
                bridge.failed(fault);
                return null;
            }
        }
    }

    private static final class RememberedHook implements Function<Object, BiFunction<String, String, Connection>> {
        private final Bridge bridge;

        RememberedHook(Bridge bridge) {
            this.bridge = bridge;
        }

        @Override
        public BiFunction<String, String, Connection> apply(Object url) {
            try {
                return bridge.askers.areOfOneLoader() ? bridge.interceptor.remembered((String) url) : null;
            } catch (Throwable fault) {
                bridge.failed(fault);
                return null;
            }
        }
    }

    private static final class DriverHook implements BiFunction<Object, Object[], Object> {
        private final Bridge bridge;

        DriverHook(Bridge bridge) {
            this.bridge = bridge;
        }

        @Override
        public Object apply(Object driver, Object[] urlAndInfo) {
            try {
                if (bridge.reentry.isExpected()) {
                    return null;
                }
                return bridge.told(
                        bridge.interceptor.beforeConnect(driver, (String) urlAndInfo[0], (Properties) urlAndInfo[1]));
            } catch (Throwable fault) {
                bridge.failed(fault);
                return null;
            }
        }
    }

    private static final class TokenHook implements BiFunction<Object, String, Object> {
        private final Bridge bridge;

        TokenHook(Bridge bridge) {
            this.bridge = bridge;
        }

        @Override
        public Object apply(Object maker, String token) {
            try {
                if (token != null) {
                    bridge.interceptor.minted(token);
                    return null;
                }
                return bridge.reentry.isExpected() ? null : bridge.told(null);
            } catch (Throwable fault) {
                bridge.failed(fault);
                return null;
            }
        }
    }
}
