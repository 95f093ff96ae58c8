package dev.thaw.endtoend;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.apache.commons.dbcp2.PoolableConnection;
import org.apache.commons.dbcp2.PoolableConnectionFactory;
import org.apache.commons.pool2.impl.GenericObjectPool;

/** The first that asks for a connection is a pool, and without a DataSource. Prints the classes of what it gets. */
public final class PoolFirstProgram {
    private final String[] login;

    private PoolFirstProgram(String[] login) {
        this.login = login;
    }

    /** Arguments: URL, user, password. */
    public static void main(String[] arguments) throws Exception {
        PoolFirstProgram program = new PoolFirstProgram(arguments);
        PoolableConnectionFactory physical = new PoolableConnectionFactory(program::open, null);
        try (GenericObjectPool<PoolableConnection> pool = new GenericObjectPool<>(physical)) {
            physical.setPool(pool);
            pool.addObjects(2);
        }
    }

    private Connection open() throws SQLException {
        Connection opened = DriverManager.getConnection(login[0], login[1], login[2]);
        System.out.println(opened.getClass().getName());
        return opened;
    }
}
