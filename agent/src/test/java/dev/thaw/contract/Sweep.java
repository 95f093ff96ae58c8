package dev.thaw.contract;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.ResultSet;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Calls every method of all public interfaces of an object with simple arguments, and notes what each does. */
final class Sweep {
    /** Calls that tell nothing but ids and the time, and a driver's internals. */
    private static final Set<String> LEFT_OUT = Set.of(
            "getNetworkStatistics",
            "getIdleFor",
            "getQueryTimingUnits",
            "getSlowQueryThresholdMillis",
            "getStatementId",
            "getBackendPID",
            "getThreadOfExecution",
            "getServerThreadId",
            "getThreadId",
            "getId",
            "getActiveStatementCount",
            "getExecuteTime",
            "currentTimestamp",
            // Connector/J's own, which break the connection when they get no arguments.
            "doClose",
            "registerStatement",
            "handleReconnect",
            "isServerLocal",
            "pingInternal",
            "createNewIO");

    private final Stage stage;
    private Set<String> except = Set.of();
    private boolean jdbcOnly = false;

    private Sweep(Stage stage) {
        this.stage = stage;
    }

    static Sweep on(Stage stage) {
        return new Sweep(stage);
    }

    /** Only the methods of JDBC. */
    Sweep ofJdbcOnly() {
        jdbcOnly = true;
        return this;
    }

    Sweep except(String... methods) {
        except = Set.of(methods);
        return this;
    }

    /** All methods, one after the other, on the same object. */
    void of(Object object) {
        for (Method method : methods(object)) {
            stage.attempt(label(method), () -> call(object, method));
        }
    }

    /** Each method on an object of its own; {@code after} tells what the call has left behind. */
    <T> void ofEach(Callable<T> source, After<T> after) throws Exception {
        for (Method method : methods(source.call())) {
            T object = source.call();
            stage.attempt(label(method), () -> call(object, method));
            stage.attempt("  after it", () -> after.tell(object));
        }
    }

    /** What is told after a call. */
    @FunctionalInterface
    interface After<T> {
        Object tell(T object) throws Exception;
    }

    private List<Method> methods(Object object) {
        Map<String, Method> methods = new TreeMap<>();
        for (Class<?> type : interfaces(object.getClass())) {
            if (jdbcOnly && !type.getName().startsWith("java.")) {
                continue;
            }
            for (Method method : type.getMethods()) {
                if (!Modifier.isStatic(method.getModifiers())
                        && !LEFT_OUT.contains(method.getName())
                        && !except.contains(method.getName())) {
                    methods.putIfAbsent(label(method), method);
                }
            }
        }
        return List.copyOf(methods.values());
    }

    /** The public interfaces of a class, without the agent's own, by name. */
    static List<Class<?>> interfaces(Class<?> of) {
        Set<Class<?>> all = new HashSet<>();
        for (Class<?> c = of; c != null; c = c.getSuperclass()) {
            collect(c, all);
        }
        return all.stream()
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                .filter(type -> !type.getName().startsWith("dev.thaw."))
                .sorted(Comparator.comparing(Class::getName))
                .collect(Collectors.toList());
    }

    private static void collect(Class<?> type, Set<Class<?>> into) {
        for (Class<?> one : type.getInterfaces()) {
            into.add(one);
            collect(one, into);
        }
    }

    private static String label(Method method) {
        return method.getName()
                + Stream.of(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static Object call(Object object, Method method) throws Exception {
        Object[] arguments =
                Arrays.stream(method.getParameterTypes()).map(Sweep::argument).toArray();
        if (method.getName().matches("createStatement|prepareStatement|prepareCall")) {
            makeAcceptable(arguments);
        }
        try {
            Object result = method.invoke(object, arguments);
            return result instanceof ResultSet rows ? "rows " + Rendering.rows(rows) : result;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** The last of several numbers are the type, concurrency and holdability of results; one alone is about keys. */
    private static void makeAcceptable(Object[] arguments) {
        Object[] kinds = {ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.HOLD_CURSORS_OVER_COMMIT};
        int first = arguments.length > 0 && arguments[0] instanceof String ? 1 : 0;
        if (arguments.length > first + 1) {
            System.arraycopy(kinds, 0, arguments, first, arguments.length - first);
        }
    }

    private static Object argument(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type.isPrimitive()) {
            return number(type);
        }
        if (type == String.class) {
            return "item";
        }
        if (type == int[].class) {
            return new int[] {1};
        }
        if (type == String[].class) {
            return new String[] {"id"};
        }
        if (type == Class.class) {
            return String.class;
        }
        if (type == Executor.class) {
            return (Executor) Runnable::run;
        }
        if (type == Map.class) {
            return new HashMap<String, Class<?>>();
        }
        if (type == Properties.class) {
            return new Properties();
        }
        return type == Calendar.class ? Calendar.getInstance(TimeZone.getTimeZone("UTC")) : null;
    }

    private static Object number(Class<?> type) {
        if (type == long.class) {
            return 1L;
        }
        if (type == char.class) {
            return 'i';
        }
        if (type == short.class) {
            return (short) 1;
        }
        if (type == byte.class) {
            return (byte) 1;
        }
        if (type == float.class) {
            return 1f;
        }
        return type == double.class ? (Object) 1d : (Object) 1;
    }
}
