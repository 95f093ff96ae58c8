package dev.thaw.handle;

import dev.thaw.cache.Diagnostics;
import dev.thaw.session.Session;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;

/**
 * The handle classes of one driver's loader, each with a prototype that makes more of its kind. Thread-safe.
 *
 * <p>A class is written when the first object of a driver's class is wrapped; from then on wrapping is a virtual call.
 */
public final class HandleClasses {
    private final Diagnostics diagnostics;
    private final HandleLoader loader;
    /** Grows at the head under {@code this}; read without. A handful of classes at most. */
    private volatile Prototype prototypes;

    /** @param driver the loader of the driver's classes; null is the bootstrap loader */
    public HandleClasses(ClassLoader driver, Diagnostics diagnostics) {
        this.loader = new HandleLoader(driver);
        this.diagnostics = diagnostics;
    }

    /** A fresh handle on a session, which is lent to it; null where none can be made. */
    public Connection lend(Session session) {
        Object prototype = prototype(session.connection().getClass(), ConnectionHandle.class, Connection.class);
        if (prototype == null) {
            return null;
        }
        if (session.attachment() == null) {
            session.attach(LiveConnection.on(session, this));
        }
        ConnectionHandle handle =
                ((ConnectionHandle) prototype).another(session, (LiveConnection) session.attachment());
        session.lend(handle);
        return handle;
    }

    /** Null where none can be made, as for the two below. */
    StatementHandle statement(Statement statement, ConnectionHandle connection) {
        Class<?> base = StatementHandle.class;
        Class<?> type = Statement.class;
        if (statement instanceof CallableStatement) {
            base = CallableStatementHandle.class;
            type = CallableStatement.class;
        } else if (statement instanceof PreparedStatement) {
            base = PreparedStatementHandle.class;
            type = PreparedStatement.class;
        }
        Object prototype = prototype(statement.getClass(), base, type);
        return prototype == null ? null : ((StatementHandle) prototype).another(statement, connection);
    }

    ResultSetHandle resultSet(ResultSet results, StatementHandle statement, ConnectionHandle connection) {
        Object prototype = prototype(results.getClass(), ResultSetHandle.class, ResultSet.class);
        return prototype == null ? null : ((ResultSetHandle) prototype).another(results, statement, connection);
    }

    DatabaseMetaDataHandle metaData(DatabaseMetaData metaData, ConnectionHandle connection) {
        Object prototype = prototype(metaData.getClass(), DatabaseMetaDataHandle.class, DatabaseMetaData.class);
        return prototype == null ? null : ((DatabaseMetaDataHandle) prototype).another(metaData, connection);
    }

    private Object prototype(Class<?> driverClass, Class<?> base, Class<?> jdbcType) {
        Prototype known = find(driverClass);
        return known == null ? add(driverClass, base, jdbcType) : known.instance;
    }

    private Prototype find(Class<?> driverClass) {
        for (Prototype p = prototypes; p != null; p = p.next) {
            if (p.driverClass == driverClass) {
                return p;
            }
        }
        return null;
    }

    private synchronized Object add(Class<?> driverClass, Class<?> base, Class<?> jdbcType) {
        Prototype known = find(driverClass);
        if (known != null) {
            return known.instance;
        }
        Object instance = null;
        try {
            instance = instantiate(driverClass, base, jdbcType, true);
        } catch (Throwable fault) {
            diagnostics.fault("the interfaces of " + driverClass.getName() + " cannot be implemented", fault);
            instance = instantiatePlain(driverClass, base, jdbcType);
        }
        prototypes = new Prototype(driverClass, instance, prototypes);
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
            throws ReflectiveOperationException, IOException {
        HandleClassWriter writer = new HandleClassWriter(base, jdbcType, driverClass, loader, vendorInterfaces);
        Class<?> concrete = loader.define(writer.name(), writer.write());
        Constructor<?> constructor = concrete.getDeclaredConstructors()[0];
        return constructor.newInstance(new Object[constructor.getParameterCount()]);
    }

    private static final class Prototype {
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
