package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** A function that changes its database, its users or its server by one connection finds others as new ones are. */
class FarReachingIT {
    private static final String PASSWORD = "Newcomer-1";

    /** PostgreSQL drops no database that somebody is connected to. */
    @Test
    void aDatabaseThatWasUsedCanBeDropped() throws SQLException {
        Database database = Servers.postgres().newDatabase("tenants");
        database.execute("ALTER ROLE " + database.user() + " CREATEDB");
        String tenant = database.url().database() + "_tenant";
        for (int i = 0; i < 3; i++) {
            run(database, "CREATE DATABASE " + tenant);
            String url =
                    database.url().plain().toString().replace(database.url().database(), tenant);
            run(url, database.user(), database.password(), "CREATE TABLE t (i INT)");
            run(database, "DROP DATABASE " + tenant);
        }
    }

    @Test
    void whatARoleBeginsWithIsSeenByTheOther() throws SQLException {
        Database database = Servers.postgres().newDatabase("role");
        String other = database.url().plain().with("ApplicationName", "other").toString();
        for (int megabytes = 7; megabytes < 10; megabytes++) {
            run(database, "ALTER ROLE " + database.user() + " SET work_mem = '" + megabytes + "MB'");
            assertThat(run(other, database.user(), database.password(), "SHOW work_mem"))
                    .isEqualTo(megabytes + "MB");
        }
    }

    /** MySQL and MariaDB look at what is granted for a database as a session begins. */
    @Test
    void whatIsGrantedIsSeenByTheOther() throws SQLException {
        Database database = Servers.mariaDb().newDatabase("granted");
        String name = database.url().database();
        String user = "other_" + name;
        database.execute("CREATE TABLE t (i INT)");
        database.execute("CREATE USER '" + user + "'@'%' IDENTIFIED BY '" + PASSWORD + "'");
        database.execute("GRANT SELECT ON " + name + ".* TO '" + user + "'@'%'");
        database.execute("GRANT ALL ON " + name + ".* TO '" + database.user() + "'@'%' WITH GRANT OPTION");
        String url = database.url().plain().toString();
        run(url, user, PASSWORD, "SELECT COUNT(*) FROM t");
        run(database, "GRANT INSERT ON " + name + ".* TO '" + user + "'@'%'");
        run(url, user, PASSWORD, "INSERT INTO t VALUES (1)");
    }

    private static String run(Database database, String sql) throws SQLException {
        return run(database.url().plain().toString(), database.user(), database.password(), sql);
    }

    /** The first value, or null. */
    private static String run(String url, String user, String password, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return null;
            }
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
