package dev.thaw.intercept;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/** DriverManager's own way to open a connection on behalf of a caller, which decides what drivers he is offered. */
public interface DriverManagerBody {
    /**
     * Opens a physical connection.
     *
     * @throws SQLException as {@code DriverManager.getConnection} does
     */
    Connection open(Class<?> caller, String url, Properties info) throws SQLException;
}
