package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a session of the server remembers of before a change fails once, and not for as long as its connection is kept. */
class RememberingServerIT {
    private static final String PASSWORD = "Newcomer-1";

    /** MySQL and MariaDB look at what is granted for a database as a session begins. */
    @ParameterizedTest
    @MethodSource("driversOfMySql")
    void aPrivilegeThatWasGrantedMeanwhileIsFoundAfterOneRefusal(Opening opening) throws SQLException {
        Database database = opening.newDatabase();
        String name = database.url().database();
        String user = "new_" + name;
        database.execute("CREATE TABLE t (i INT)");
        database.execute("CREATE USER '" + user + "'@'%' IDENTIFIED BY '" + PASSWORD + "'");
        database.execute("GRANT SELECT ON " + name + ".* TO '" + user + "'@'%'");
        String url = opening.url(database).toString();
        assertThat(run(url, user, "SELECT * FROM t")).isEqualTo("done");
        database.execute("GRANT INSERT ON " + name + ".* TO '" + user + "'@'%'");
        run(url, user, "INSERT INTO t VALUES (1)");
        assertThat(run(url, user, "INSERT INTO t VALUES (2)")).isEqualTo("done");
    }

    static Stream<Opening> driversOfMySql() {
        return Opening.drivers()
                .filter(opening ->
                        opening.server().equals("MySQL") || opening.server().equals("MariaDB"));
    }

    @Test
    void aFunctionReadsAColumnOfAnotherTypeAfterOneFailure() throws SQLException {
        Database database = Servers.postgres().newDatabase("function");
        database.execute("CREATE TABLE t (i INT)");
        database.execute("INSERT INTO t VALUES (1)");
        database.execute("GRANT ALL ON t TO PUBLIC");
        database.execute("CREATE FUNCTION f() RETURNS TEXT LANGUAGE plpgsql AS"
                + " 'DECLARE r record; BEGIN SELECT * INTO r FROM t; RETURN ''is '' || r.i; END'");
        assertThat(function(database)).isEqualTo("is 1");
        database.execute("ALTER TABLE t ALTER i TYPE BIGINT");
        function(database);
        assertThat(function(database)).isEqualTo("is 1");
    }

    @Test
    void aRoleThatWasMadeAnewIsLetInAfterOneRefusal() throws SQLException {
        Database database = Servers.postgres().newDatabase("role");
        String role = "again_" + database.url().database();
        String url = database.url().plain().toString();
        database.execute("CREATE TABLE t (i INT)");
        for (int i = 0; i < 2; i++) {
            database.execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + PASSWORD + "'");
            database.execute("GRANT CONNECT ON DATABASE " + database.url().database() + " TO " + role);
            database.execute("GRANT ALL ON t TO " + role);
            run(url, role, "SELECT * FROM t");
            assertThat(run(url, role, "SELECT * FROM t")).isEqualTo("done");
            database.execute("DROP OWNED BY " + role + "; DROP ROLE " + role);
        }
    }

    private static String function(Database database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        database.url().plain().toString(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT f()")) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            return e.getMessage();
        }
    }

    private static String run(String url, String user, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, user, PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return "done";
        } catch (SQLException e) {
            return e.getMessage();
        }
    }
}
