package dev.thaw.testkit.server;

import java.sql.Driver;
import java.sql.SQLException;

/** The JDBC drivers that the test kit knows how to address. */
public enum DriverKind {
    /** MySQL Connector/J, for MySQL and MariaDB servers. */
    CONNECTOR_J("jdbc:mysql:", "com.mysql.cj.jdbc.Driver"),
    /** MariaDB Connector/J, for MariaDB and MySQL servers. */
    MARIADB("jdbc:mariadb:", "org.mariadb.jdbc.Driver"),
    /** The PostgreSQL JDBC driver. */
    POSTGRESQL("jdbc:postgresql:", "org.postgresql.Driver"),
    /** H2's own driver, by TCP. */
    H2("jdbc:h2:tcp:", "org.h2.Driver");

    private final String scheme;
    private final String className;

    DriverKind(String scheme, String className) {
        this.scheme = scheme;
        this.className = className;
    }

    /** What the driver's URLs begin with, up to the slashes. */
    public String scheme() {
        return scheme;
    }

    /**
     * A new instance of the driver, apart from the one that is registered with {@link java.sql.DriverManager}.
     *
     * @throws SQLException if the driver is not on the class path
     */
    public Driver newDriver() throws SQLException {
        try {
            return Class.forName(className)
                    .asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new SQLException("cannot load " + className, e);
        }
    }
}
