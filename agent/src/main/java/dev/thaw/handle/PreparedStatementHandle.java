package dev.thaw.handle;

import dev.thaw.session.DriverKind;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** The prepared statement that the application holds. */
public abstract class PreparedStatementHandle extends StatementHandle implements PreparedStatement {
    protected PreparedStatementHandle(PreparedStatement statement, ConnectionHandle connection) {
        super(statement, connection);
    }

    @Override
    protected PreparedStatement live() throws SQLException {
        return (PreparedStatement) super.live();
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        try {
            beforeAsking(DriverKind.MARIADB);
            return live().getMetaData();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        try {
            beforeAsking(DriverKind.PGJDBC);
            beforeAsking(DriverKind.MARIADB);
            return live().getParameterMetaData();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        try {
            beforeRun();
            return wrapped(live().executeQuery());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public int executeUpdate() throws SQLException {
        try {
            beforeRun();
            return live().executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        try {
            beforeRun();
            return live().executeLargeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public boolean execute() throws SQLException {
        try {
            beforeRun();
            return live().execute();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
