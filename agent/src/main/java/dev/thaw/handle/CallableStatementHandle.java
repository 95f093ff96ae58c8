package dev.thaw.handle;

import java.sql.CallableStatement;
import java.sql.SQLException;

/** The callable statement that the application holds. A procedure can change anything, so its session counts as changed from the moment it is prepared. */
public abstract class CallableStatementHandle extends PreparedStatementHandle implements CallableStatement {
    protected CallableStatementHandle(CallableStatement statement, ConnectionHandle connection) {
        super(statement, connection);
    }

    @Override
    protected CallableStatement live() throws SQLException {
        return (CallableStatement) super.live();
    }

    /** The driver's statement, for a call that hands out a large object. */
    protected final CallableStatement lasting() throws SQLException {
        connection().lendsLargeObject();
        return live();
    }

    protected final Object wrapped(Object value) throws SQLException {
        return connection().wrapped(value);
    }
}
