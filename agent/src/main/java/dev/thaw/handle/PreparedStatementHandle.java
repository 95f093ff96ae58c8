package dev.thaw.handle;

import dev.thaw.session.DriverKind;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** The prepared statement that the application holds. */
public abstract class PreparedStatementHandle extends StatementHandle implements PreparedStatement {
    /** Of Connector/J's, prepared in the driver alone. It calls itself poolable, and throws where it is asked after its close. */
    private static final String NEVER_POOLED = "com.mysql.cj.jdbc.ClientPreparedStatement";

    protected PreparedStatementHandle(PreparedStatement statement, ConnectionHandle connection) {
        super(statement, connection);
    }

    @Override
    protected PreparedStatement live() throws SQLException {
        return (PreparedStatement) super.live();
    }

    /** The driver's statement, for a parameter that its driver may write to the server at once. */
    protected final PreparedStatement binding() throws SQLException {
        beforeBinding();
        return live();
    }

    private PreparedStatement prepared() throws SQLException {
        return (PreparedStatement) ready();
    }

    @Override
    final boolean isPooledByConnectorJ() {
        try {
            return !NEVER_POOLED.equals(told().getClass().getName()) && told().isPoolable();
        } catch (SQLException closedAlready) {
            return false;
        }
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        beforeAsking(DriverKind.MARIADB);
        return connection().wrapped(live().getMetaData());
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        beforeAsking(DriverKind.PGJDBC);
        beforeAsking(DriverKind.MARIADB);
        return live().getParameterMetaData();
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        return wrapped(prepared().executeQuery());
    }

    @Override
    public int executeUpdate() throws SQLException {
        return prepared().executeUpdate();
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        return prepared().executeLargeUpdate();
    }

    @Override
    public boolean execute() throws SQLException {
        return prepared().execute();
    }
}
