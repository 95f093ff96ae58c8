package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.MysqlConnection;
import com.mysql.cj.Query;
import com.mysql.cj.interceptors.QueryInterceptor;
import com.mysql.cj.log.Log;
import com.mysql.cj.protocol.Resultset;
import com.mysql.cj.protocol.ServerSession;
import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings by which a driver keeps more with a connection than a new one has, or hands out what is not its own. */
class UnsharedSettingsIT {
    @ParameterizedTest
    @ValueSource(strings = {"cacheCallableStmts=true", "useConfigs=maxPerformance", "cacheCallable%53tmts=true"})
    void aProcedureMayChangeBetweenTwoBorrowers(String option) throws SQLException {
        Database database = Servers.mySql().newDatabase("procedure");
        String url = database.jdbcUrl(DriverKind.CONNECTOR_J) + "?" + option;
        database.execute("CREATE PROCEDURE pr(IN a INT) SELECT a");
        assertThat(typeOfParameter(url, database)).isEqualTo("INT");
        database.execute("DROP PROCEDURE pr");
        database.execute("CREATE PROCEDURE pr(INOUT a VARCHAR(20)) SELECT a");
        assertThat(typeOfParameter(url, database)).isEqualTo("VARCHAR");
    }

    private static String typeOfParameter(String url, Database database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, database.user(), database.password());
                CallableStatement statement = connection.prepareCall("{call pr(?)}")) {
            return statement.getParameterMetaData().getParameterTypeName(1);
        }
    }

    @Test
    void columnsMayChangeBetweenTwoBorrowersHoweverTheOptionIsWritten() throws SQLException {
        Database database = Servers.mariaDb().newDatabase("columns");
        String url = database.jdbcUrl(DriverKind.CONNECTOR_J) + "?cacheResultSet%4Detadata=true";
        database.execute("CREATE TABLE t (id INT, a INT)");
        assertThat(lastColumn(url, database)).isEqualTo("a");
        database.execute("ALTER TABLE t CHANGE a b VARCHAR(10)");
        assertThat(lastColumn(url, database)).isEqualTo("b");
    }

    private static String lastColumn(String url, Database database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("SELECT * FROM t")) {
            return results.getMetaData().getColumnName(2);
        }
    }

    /** With one place in it, which each borrower gives back. */
    @Test
    void thePoolThatMariaDbsDriverHidesBehindItsUrlIsThePools() throws SQLException {
        Database database = Servers.mariaDb().newDatabase("pool");
        String url = database.url(DriverKind.MARIADB)
                .plain()
                .with("pool", "true")
                .with("maxPoolSize", "1")
                .with("connectTimeout", "3000")
                .toString();
        Properties inProperties = new Properties();
        inProperties.setProperty("user", database.user());
        inProperties.setProperty("password", database.password());
        String withUser = url + "&user=" + database.user() + "&password=" + database.password();
        for (int i = 0; i < 2; i++) {
            try (Connection connection = DriverManager.getConnection(url, inProperties)) {
                assertThat(connection.isValid(5)).isTrue();
            }
            try (Connection connection = DriverManager.getConnection(withUser)) {
                assertThat(connection.isValid(5)).isTrue();
                assertThat(connection.getClass().getName()).doesNotContain("$$Thaw");
            }
        }
    }

    /** Connector/J makes one for each connection, asks it, and ends it with the connection. */
    @Test
    void anInterceptorOfTheApplicationsSeesOneConnectionForEachBorrower() throws SQLException {
        Database database = Servers.mariaDb().newDatabase("interceptor");
        String url = database.jdbcUrl(DriverKind.CONNECTOR_J) + "?queryInterceptors=" + Count.class.getName();
        for (int i = 0; i < 3; i++) {
            try (Connection connection = DriverManager.getConnection(url, database.user(), database.password())) {
                assertThat(connection.isValid(5)).isTrue();
            }
        }
        assertThat(Count.LIFE).containsExactly("init", "destroy", "init", "destroy", "init", "destroy");
    }

    /** Tells of its beginning and its end. */
    public static final class Count implements QueryInterceptor {
        static final List<String> LIFE = new ArrayList<>();

        @Override
        public QueryInterceptor init(MysqlConnection connection, Properties properties, Log log) {
            LIFE.add("init");
            return this;
        }

        @Override
        public void destroy() {
            LIFE.add("destroy");
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // the driver's
        public <T extends Resultset> T preProcess(Supplier<String> sql, Query query) {
            return null;
        }

        @Override
        public <T extends Resultset> T postProcess(
                Supplier<String> sql, Query query, T results, ServerSession session) {
            return null;
        }

        @Override
        public boolean executeTopLevelOnly() {
            return true;
        }
    }
}
