package dev.thaw.handle;

import dev.thaw.session.DriverKind;
import dev.thaw.session.Session;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;

/**
 * What a closed connection answers, driver by driver, as the drivers' own closed connections were seen to. Stateless.
 *
 * <p>A reflective proxy: only code that uses what it has closed comes here.
 */
final class ClosedConnection implements InvocationHandler {
    /** What Connector/J says, and what is said for a driver whose own words are not known. */
    private static final String CLOSED = "No operations allowed after connection closed.";

    /** Calls that no driver refuses. */
    private static final String EVERYWHERE = " beginRequest endRequest ";

    /** Calls that a closed connection of this driver swallows: they answer null, zero or false. */
    private static String swallowed(DriverKind driver) {
        switch (driver) {
            case CONNECTOR_J:
                return " clearWarnings getWarnings setClientInfo setHoldability setTypeMap ";
            case MARIADB:
                return " getNetworkTimeout getSchema setClientInfo setHoldability setSchema ";
            case PGJDBC:
                return " setTypeMap ";
            case H2:
                return " getNetworkTimeout setNetworkTimeout setTypeMap ";
            default:
                return "";
        }
    }

    /** Calls that a closed connection of this driver answers without its server: the driver does it here, too. */
    private static String answered(DriverKind driver) {
        String sharding = " setShardingKey setShardingKeyIfValid ";
        switch (driver) {
            case CONNECTOR_J:
                return sharding
                        + "createArrayOf createBlob createClob createNClob createSQLXML createStruct getClientInfo"
                        + " getTypeMap nativeSQL ";
            case MARIADB:
                return sharding
                        + "createBlob createClob createNClob createSQLXML createStruct getClientInfo"
                        + " getTypeMap isWrapperFor setTypeMap ";
            case H2:
                return sharding + "createStruct isWrapperFor ";
            case PGJDBC:
                return sharding;
            default:
                return "";
        }
    }

    /** State that a closed connection of this driver still tells; here it is that of a new one. */
    private static String told(DriverKind driver) {
        switch (driver) {
            case CONNECTOR_J:
                return " getAutoCommit getCatalog getHoldability isReadOnly ";
            case MARIADB:
                return " getHoldability isReadOnly ";
            default:
                return "";
        }
    }

    private final Session session;

    private ClosedConnection(Session session) {
        this.session = session;
    }

    static Connection of(Session session) {
        return (Connection) Proxy.newProxyInstance(
                ClosedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new ClosedConnection(session));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        String call = " " + method.getName() + " ";
        DriverKind driver = session.driver();
        if (EVERYWHERE.contains(call) || swallowed(driver).contains(call)) {
            return nothing(method.getReturnType());
        }
        if (told(driver).contains(call)) {
            return session.state().initially(method.getName());
        }
        if (answered(driver).contains(call)) {
            try {
                return method.invoke(session.connection(), arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
        SQLException refusal = exception(session);
        if (method.getName().equals("setClientInfo")) {
            throw new SQLClientInfoException(
                    refusal.getMessage(),
                    driver == DriverKind.PGJDBC ? null : refusal.getSQLState(),
                    refusal.getErrorCode(),
                    null,
                    refusal);
        }
        throw refusal;
    }

    private static Object nothing(Class<?> type) {
        if (type == int.class) {
            return 0;
        }
        return type == boolean.class ? Boolean.FALSE : null;
    }

    /** What the driver throws when its closed connection is used. */
    static SQLException exception(Session session) {
        ClassLoader loader = session.connection().getClass().getClassLoader();
        try {
            switch (session.driver()) {
                case CONNECTOR_J:
                    return connectorJ(loader);
                case MARIADB:
                    return mariaDb(session.connection());
                case PGJDBC:
                    return postgres(loader);
                case H2:
                    return h2(loader);
                default:
                    break;
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError otherVersion) {
            // A version of the driver that nobody has seen: what follows is JDBC's own.
        }
        return connectionClosed(null);
    }

    private static SQLException connectionClosed(Throwable cause) {
        return new SQLNonTransientConnectionException(CLOSED, "08003", cause);
    }

    private static SQLException connectorJ(ClassLoader loader) throws ReflectiveOperationException {
        return connectionClosed(Class.forName("com.mysql.cj.exceptions.ConnectionIsClosedException", true, loader)
                .asSubclass(RuntimeException.class)
                .getConstructor(String.class)
                .newInstance(CLOSED));
    }

    private static SQLException mariaDb(Connection connection) throws ReflectiveOperationException {
        int connectionIsClosed = 1220;
        Object id = Class.forName(
                        "org.mariadb.jdbc.Connection",
                        true,
                        connection.getClass().getClassLoader())
                .getMethod("getThreadId")
                .invoke(connection);
        return new SQLNonTransientConnectionException(
                "(conn=" + id + ") Connection is closed", "08000", connectionIsClosed);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static SQLException postgres(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> state = Class.forName("org.postgresql.util.PSQLState", true, loader);
        return Class.forName("org.postgresql.util.PSQLException", true, loader)
                .asSubclass(SQLException.class)
                .getConstructor(String.class, state)
                .newInstance(
                        "This connection has been closed.",
                        Enum.valueOf((Class<Enum>) state, "CONNECTION_DOES_NOT_EXIST"));
    }

    private static SQLException h2(ClassLoader loader) throws ReflectiveOperationException {
        int objectClosed = 90007;
        return (SQLException) Class.forName("org.h2.message.DbException", true, loader)
                .getMethod("getJdbcSQLException", int.class)
                .invoke(null, objectClosed);
    }
}
