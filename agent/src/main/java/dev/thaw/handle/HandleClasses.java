package dev.thaw.handle;

import dev.thaw.cache.Diagnostics;
import dev.thaw.session.Session;
import java.io.IOException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Statement;

/**
 * The handle classes of one driver's loader, each with a prototype that makes more of its kind. Thread-safe.
 *
 * <p>A class is written when the first object of a driver's class is wrapped; from then on wrapping is a virtual call.
 */
public final class HandleClasses {
    private final Diagnostics diagnostics;
    private final HandleLoader loader;
    private final Kind connections = new Kind();
    private final Kind statements = new Kind();
    private final Kind results = new Kind();
    private final Kind metaData = new Kind();
    private final Kind columns = new Kind();

    /** @param driver the loader of the driver's classes; null is the bootstrap loader */
    public HandleClasses(ClassLoader driver, Diagnostics diagnostics) {
        this.loader = new HandleLoader(driver);
        this.diagnostics = diagnostics;
    }

    /** The first handle on a session, which is lent to it; null where none can be made. */
    public Connection lend(Session session) {
        Class<?> driverClass = session.connection().getClass();
        Object prototype = connections.find(driverClass);
        if (prototype == null) {
            prototype = add(connections, driverClass, ConnectionHandle.class, Connection.class);
        }
        if (prototype == null) {
            return null;
        }
        LiveConnection live = LiveConnection.on(session, this, (ConnectionHandle) prototype);
        session.attach(live);
        return live.lend();
    }

    /**
     * Null where none can be made, as for the two below. In two steps, as for results, so that Lambda's compiler puts the usual
     * one into its caller.
     */
    StatementHandle statement(Statement statement, ConnectionHandle connection) {
        Object known = statements.find(statement.getClass());
        return known == null
                ? firstStatement(statement, connection)
                : ((StatementHandle) known).another(statement, connection);
    }

    private StatementHandle firstStatement(Statement statement, ConnectionHandle connection) {
        Object made = addStatement(statement);
        return made == null ? null : ((StatementHandle) made).another(statement, connection);
    }

    /** Only now: whether an object is callable takes the JVM longer than all of the above. */
    private Object addStatement(Statement statement) {
        Class<?> base = StatementHandle.class;
        Class<?> type = Statement.class;
        if (statement instanceof CallableStatement) {
            base = CallableStatementHandle.class;
            type = CallableStatement.class;
        } else if (statement instanceof PreparedStatement) {
            base = PreparedStatementHandle.class;
            type = PreparedStatement.class;
        }
        return add(statements, statement.getClass(), base, type);
    }

    ResultSetHandle resultSet(ResultSet raw, StatementHandle statement, ConnectionHandle connection) {
        Object known = results.find(raw.getClass());
        return known == null
                ? firstResults(raw, statement, connection)
                : ((ResultSetHandle) known).another(raw, statement, connection);
    }

    private ResultSetHandle firstResults(ResultSet raw, StatementHandle statement, ConnectionHandle connection) {
        Object made = add(results, raw.getClass(), ResultSetHandle.class, ResultSet.class);
        return made == null ? null : ((ResultSetHandle) made).another(raw, statement, connection);
    }

    DatabaseMetaDataHandle metaData(DatabaseMetaData raw, ConnectionHandle connection) {
        Object prototype = findOrAdd(metaData, raw.getClass(), DatabaseMetaDataHandle.class, DatabaseMetaData.class);
        return prototype == null ? null : ((DatabaseMetaDataHandle) prototype).another(raw, connection);
    }

    ResultSetMetaDataHandle columns(ResultSetMetaData raw, ConnectionHandle connection) {
        Object prototype = findOrAdd(columns, raw.getClass(), ResultSetMetaDataHandle.class, ResultSetMetaData.class);
        return prototype == null ? null : ((ResultSetMetaDataHandle) prototype).another(raw, connection);
    }

    private Object findOrAdd(Kind kind, Class<?> driverClass, Class<?> base, Class<?> jdbcType) {
        Object known = kind.find(driverClass);
        return known == null ? add(kind, driverClass, base, jdbcType) : known;
    }

    private synchronized Object add(Kind kind, Class<?> driverClass, Class<?> base, Class<?> jdbcType) {
        if (kind.has(driverClass)) {
            return kind.find(driverClass);
        }
        Object instance = null;
        try {
            instance = instantiate(driverClass, base, jdbcType, true);
        } catch (Throwable fault) {
            diagnostics.fault("the interfaces of " + driverClass.getName() + " cannot be implemented", fault);
            instance = instantiatePlain(driverClass, base, jdbcType);
        }
        kind.prototypes = new Prototype(driverClass, instance, kind.prototypes);
        return instance;
    }

    private Object instantiatePlain(Class<?> driverClass, Class<?> base, Class<?> jdbcType) {
        try {
            return instantiate(driverClass, base, jdbcType, false);
        } catch (Throwable fault) {
            diagnostics.fault("no handle can be made for " + driverClass.getName(), fault);
            return null;
        }
    }

    private Object instantiate(Class<?> driverClass, Class<?> base, Class<?> jdbcType, boolean vendorInterfaces)
            throws ClassNotFoundException, IOException {
        HandleClassWriter writer = new HandleClassWriter(base, jdbcType, driverClass, loader, vendorInterfaces);
        return loader.firstOf(writer.name(), writer.write());
    }

    /** The prototypes of one JDBC type. */
    private static final class Kind {
        /** Grows at the head under the lock of all kinds; read without. One class, rarely a handful. */
        volatile Prototype prototypes = Prototype.NONE;

        /** Null where none was asked for yet, and where none can be made. */
        Object find(Class<?> driverClass) {
            Prototype latest = prototypes;
            return latest.driverClass == driverClass ? latest.instance : findAmongAll(driverClass);
        }

        private Object findAmongAll(Class<?> driverClass) {
            for (Prototype p = prototypes; p != null; p = p.next) {
                if (p.driverClass == driverClass) {
                    return p.instance;
                }
            }
            return null;
        }

        boolean has(Class<?> driverClass) {
            for (Prototype p = prototypes; p != null; p = p.next) {
                if (p.driverClass == driverClass) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final class Prototype {
        static final Prototype NONE = new Prototype(null, null, null);

        final Class<?> driverClass;
        final Object instance;
        final Prototype next;

        Prototype(Class<?> driverClass, Object instance, Prototype next) {
            this.driverClass = driverClass;
            this.instance = instance;
            this.next = next;
        }
    }
}
