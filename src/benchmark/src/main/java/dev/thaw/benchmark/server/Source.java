package dev.thaw.benchmark.server;

import com.mysql.cj.jdbc.MysqlDataSource;
import dev.thaw.testkit.server.DriverKind;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A driver's own DataSource. */
final class Source {
    private Source() {}

    static DataSource of(DriverKind driver, String url, String user, String password) throws SQLException {
        return switch (driver) {
            case CONNECTOR_J -> {
                MysqlDataSource source = new MysqlDataSource();
                source.setUrl(url);
                source.setUser(user);
                source.setPassword(password);
                yield source;
            }
            case MARIADB -> {
                MariaDbDataSource source = new MariaDbDataSource(url);
                source.setUser(user);
                source.setPassword(password);
                yield source;
            }
            case POSTGRESQL -> {
                PGSimpleDataSource source = new PGSimpleDataSource();
                source.setUrl(url);
                source.setUser(user);
                source.setPassword(password);
                yield source;
            }
            case H2 -> throw new IllegalArgumentException("not measured: " + driver);
        };
    }
}
