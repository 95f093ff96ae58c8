package dev.thaw.stub;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A connection without a server: it remembers its attributes, answers every call, and records them in order, its
 * statements' and their results' too, as {@code setAutoCommit(false)} or {@code statement.executeQuery(SELECT 1)}.
 * Thread-safe.
 */
public final class StubConnection {
    /** Later than any version that something is asked of. */
    private static final int RECENT = 99;

    private final List<String> calls = new ArrayList<>();
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Connection connection = proxy(Connection.class, this::onConnection);

    /** What a call does instead of succeeding. */
    public interface Answer {
        Object to(Object[] arguments) throws Throwable;
    }

    public StubConnection() {
        attributes.put("AutoCommit", true);
        attributes.put("ReadOnly", false);
        attributes.put("TransactionIsolation", Connection.TRANSACTION_READ_COMMITTED);
        attributes.put("Catalog", "catalog");
        attributes.put("Schema", "schema");
        attributes.put("Holdability", ResultSet.HOLD_CURSORS_OVER_COMMIT);
        attributes.put("NetworkTimeout", 0);
        attributes.put("Closed", false);
    }

    /** What the code under test gets. */
    public Connection connection() {
        return connection;
    }

    /** From now on a call of this name, such as {@code isValid} or {@code statement.execute}, is answered so. */
    public StubConnection answer(String call, Answer answer) {
        answers.put(call, answer);
        return this;
    }

    /** From now on a call of this name throws. */
    public StubConnection fail(String call, Throwable failure) {
        return answer(call, arguments -> {
            throw failure;
        });
    }

    /** A call of this name succeeds again. */
    public void mend(String call) {
        answers.remove(call);
    }

    /** Metadata that knows its URL alone, and that the server is no old one. */
    public DatabaseMetaData metaData(String url) {
        return proxy(DatabaseMetaData.class, (method, arguments) -> switch (method.getName()) {
            case "getURL" -> url;
            case "getDatabaseMajorVersion" -> RECENT;
            default -> nothing(method.getReturnType());
        });
    }

    /** The calls since the last time that this was asked. */
    public synchronized List<String> takeCalls() {
        List<String> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    /** How often a call of this name was made since {@link #takeCalls}. */
    public synchronized int count(String call) {
        return (int) calls.stream().filter(c -> c.startsWith(call + "(")).count();
    }

    /** What was set last, such as {@code AutoCommit}. */
    public Object attribute(String name) {
        return attributes.get(name);
    }

    public boolean isClosed() {
        return (Boolean) attributes.get("Closed");
    }

    private Object onConnection(Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        Object answer = answered(name, name, arguments);
        if (answer != this) {
            return answer;
        }
        switch (name) {
            case "close", "abort" -> attributes.put("Closed", true);
            case "isValid" -> {
                return !isClosed();
            }
            case "createStatement", "prepareStatement", "prepareCall" -> {
                return statement(method.getReturnType());
            }
            default -> {
                return attribute(method, arguments);
            }
        }
        return null;
    }

    private Object attribute(Method method, Object[] arguments) {
        String name = method.getName();
        if (name.startsWith("set") && method.getReturnType() == void.class) {
            attributes.put(name.substring(3), arguments[arguments.length - 1]);
            return null;
        }
        return method.getReturnType() == void.class ? null : attributes.get(name.replaceFirst("^(get|is)", ""));
    }

    private Statement statement(Class<?> type) {
        if (type == CallableStatement.class) {
            return proxy(CallableStatement.class, this::onStatement);
        }
        return type == PreparedStatement.class
                ? proxy(PreparedStatement.class, this::onStatement)
                : proxy(Statement.class, this::onStatement);
    }

    private Object onStatement(Method method, Object[] arguments) throws Throwable {
        Object answer = answered("statement." + method.getName(), method.getName(), arguments);
        if (answer != this) {
            return answer;
        }
        return method.getReturnType() == ResultSet.class
                ? proxy(ResultSet.class, this::onResults)
                : nothing(method.getReturnType());
    }

    private Object onResults(Method method, Object[] arguments) throws Throwable {
        Object answer = answered("results." + method.getName(), method.getName(), arguments);
        return answer == this ? nothing(method.getReturnType()) : answer;
    }

    /** This object itself where no answer was arranged. */
    private Object answered(String call, String name, Object[] arguments) throws Throwable {
        Answer answer = answers.get(call);
        if (!name.equals("isClosed")) {
            record(call, arguments);
        }
        return answer == null ? this : answer.to(arguments);
    }

    private synchronized void record(String call, Object[] arguments) {
        List<String> shown = new ArrayList<>();
        for (Object argument : arguments) {
            shown.add(argument instanceof java.util.concurrent.Executor ? "executor" : String.valueOf(argument));
        }
        calls.add(call + "(" + String.join(", ", shown) + ")");
    }

    private static Object nothing(Class<?> type) {
        if (type == boolean.class) {
            return false;
        }
        if (type == long.class) {
            return 0L;
        }
        return type == int.class ? (Object) 0 : null;
    }

    private interface Call {
        Object answer(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        InvocationHandler handler = (self, method, arguments) -> {
            Object[] given = arguments == null ? new Object[0] : arguments;
            return switch (method.getName()) {
                case "equals" -> self == given[0];
                case "hashCode" -> System.identityHashCode(self);
                case "toString" -> "stub " + type.getSimpleName();
                default -> call.answer(method, given);
            };
        };
        return type.cast(Proxy.newProxyInstance(StubConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
