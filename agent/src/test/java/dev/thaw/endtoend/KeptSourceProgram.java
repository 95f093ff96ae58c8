package dev.thaw.endtoend;

import dev.thaw.testkit.server.DriverKind;
import dev.thaw.testkit.server.JdbcUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A driver's DataSource that is kept and changed, and others that are made for each call. Prints which database each call has led
 * to, a line for each.
 */
public final class KeptSourceProgram {
    /** More than it takes until a source is known. */
    static final int OFTEN = 20;

    private KeptSourceProgram() {}

    /** Arguments: driver, host and port; then, for each of two databases, its name, user and password. */
    public static void main(String[] arguments) throws SQLException, ReflectiveOperationException {
        Account one = new Account(arguments, 3);
        Account other = new Account(arguments, 6);
        DataSource kept = one.source();
        for (int i = 0; i < OFTEN; i++) {
            tell(kept.getConnection());
        }
        other.setOn(kept);
        tell(kept.getConnection());
        one.setOn(kept);
        tell(kept.getConnection());
        set(kept, "setPassword", other.password);
        refuse(kept);
        one.setOn(kept);
        tell(kept.getConnection());

        for (int i = 0; i < OFTEN; i++) {
            tell(one.source().getConnection());
            tell(other.source().getConnection());
            tell(Opening.dataSource(one.url, null, null).getConnection(one.user, one.password));
            tell(Opening.dataSource(other.url, null, null).getConnection(other.user, other.password));
        }
        refuse(Opening.dataSource(one.url, one.user, other.password));
    }

    private static void tell(Connection opened) throws SQLException {
        try (Connection connection = opened) {
            System.out.println(connection.getCatalog());
        }
    }

    private static void refuse(DataSource source) {
        try {
            source.getConnection().close();
            System.out.println("let in");
        } catch (SQLException wrongPassword) {
            System.out.println("refused");
        }
    }

    /** By reflection, since the drivers have no type in common that has them. */
    private static void set(DataSource source, String setter, String value) throws ReflectiveOperationException {
        source.getClass().getMethod(setter, String.class).invoke(source, value);
    }

    private static final class Account {
        final JdbcUrl url;
        final String user;
        final String password;

        Account(String[] arguments, int at) {
            url = new JdbcUrl(
                            DriverKind.valueOf(arguments[0]),
                            arguments[1],
                            Integer.parseInt(arguments[2]),
                            arguments[at],
                            Map.of())
                    .plain();
            user = arguments[at + 1];
            password = arguments[at + 2];
        }

        DataSource source() throws SQLException {
            return Opening.dataSource(url, user, password);
        }

        void setOn(DataSource source) throws ReflectiveOperationException {
            set(source, "setUrl", url.toString());
            set(source, "setUser", user);
            set(source, "setPassword", password);
        }
    }
}
