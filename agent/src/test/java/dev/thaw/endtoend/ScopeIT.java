package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.MysqlConnectionPoolDataSource;
import com.mysql.cj.jdbc.MysqlDataSource;
import com.mysql.cj.jdbc.MysqlXADataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import dev.thaw.testkit.server.JdbcUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.XADataSource;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.MethodDelegation;
import net.bytebuddy.implementation.bind.annotation.Argument;
import net.bytebuddy.implementation.bind.annotation.RuntimeType;
import net.bytebuddy.implementation.bind.annotation.SuperCall;
import net.bytebuddy.matcher.ElementMatchers;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.mariadb.jdbc.MariaDbPoolDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.xa.PGXADataSource;

/** Who is left alone: pools, transaction managers, wrappers, embedded databases. */
class ScopeIT {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void aPoolOverADataSourceHasConnectionsOfItsOwn(DriverKind driver) throws SQLException {
        Database database = database(driver);
        HikariConfig config = new HikariConfig();
        config.setDataSource(Opening.dataSource(database.url(driver).plain(), database.user(), database.password()));
        poolIsLeftAlone(database, config);
    }

    @Test
    void aPoolOverADataSourceClassHasConnectionsOfItsOwn() throws SQLException {
        Database database = Servers.h2().newDatabase("pool");
        HikariConfig config = new HikariConfig();
        config.setDataSourceClassName(JdbcDataSource.class.getName());
        config.addDataSourceProperty("URL", database.jdbcUrl());
        config.addDataSourceProperty("user", database.user());
        config.addDataSourceProperty("password", database.password());
        poolIsLeftAlone(database, config);
    }

    @Test
    void aPoolOverAUrlHasConnectionsOfItsOwn() throws SQLException {
        Database database = Servers.h2().newDatabase("pool");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setUsername(database.user());
        config.setPassword(database.password());
        poolIsLeftAlone(database, config);
    }

    private static void poolIsLeftAlone(Database database, HikariConfig config) throws SQLException {
        config.setMaximumPoolSize(2);
        for (int i = 1; i <= 2; i++) {
            try (HikariDataSource pool = new HikariDataSource(config);
                    Connection pooled = pool.getConnection()) {
                assertThat(pooled.unwrap(Connection.class).getClass().getName())
                        .isNotEqualTo(pooled.getClass().getName())
                        .doesNotContain("$$");
            }
            database.awaitOpenSessions(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void connectionsForPoolsAndTransactionManagersAreTheDriversOwn(DriverKind driver) throws SQLException {
        Database database = database(driver);
        JdbcUrl url = database.url(driver).plain();
        for (int i = 0; i < 3; i++) {
            isPhysical(poolSource(url).getPooledConnection(database.user(), database.password()), database);
            isPhysical(xaSource(url).getXAConnection(database.user(), database.password()), database);
        }
    }

    private static void isPhysical(PooledConnection pooled, Database database) throws SQLException {
        try (Connection connection = pooled.getConnection()) {
            assertThat(connection.isValid(5)).isTrue();
            assertThat(connection.getClass().getName()).doesNotContain("$$Thaw");
        }
        assertThat(database.openSessions()).isEqualTo(1);
        pooled.close();
        database.awaitOpenSessions(0);
    }

    private static ConnectionPoolDataSource poolSource(JdbcUrl url) throws SQLException {
        switch (url.driver()) {
            case CONNECTOR_J -> {
                MysqlConnectionPoolDataSource source = new MysqlConnectionPoolDataSource();
                source.setUrl(url.toString());
                return source;
            }
            case POSTGRESQL -> {
                PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
                source.setURL(url.toString());
                return source;
            }
            default -> {
                return (ConnectionPoolDataSource) bothKinds(url);
            }
        }
    }

    private static XADataSource xaSource(JdbcUrl url) throws SQLException {
        switch (url.driver()) {
            case CONNECTOR_J -> {
                MysqlXADataSource source = new MysqlXADataSource();
                source.setUrl(url.toString());
                return source;
            }
            case POSTGRESQL -> {
                PGXADataSource source = new PGXADataSource();
                source.setURL(url.toString());
                return source;
            }
            default -> {
                return (XADataSource) bothKinds(url);
            }
        }
    }

    /** These drivers have one class for all. */
    private static DataSource bothKinds(JdbcUrl url) throws SQLException {
        if (url.driver() == DriverKind.MARIADB) {
            return new MariaDbDataSource(url.toString());
        }
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url.toString());
        return source;
    }

    @Test
    void thePoolOfMariaDbsDriverKeepsItsConnections() throws SQLException {
        Database database = Servers.mariaDb().newDatabase("pool");
        JdbcUrl url = database.url(DriverKind.MARIADB).plain().with("maxPoolSize", "1");
        try (MariaDbPoolDataSource pool = new MariaDbPoolDataSource(url.toString())) {
            pool.setUser(database.user());
            pool.setPassword(database.password());
            for (int i = 0; i < 3; i++) {
                try (Connection connection = pool.getConnection()) {
                    assertThat(connection.getClass().getName()).isEqualTo("org.mariadb.jdbc.Connection");
                }
                assertThat(pool.testGetConnectionIdleThreadIds()).hasSize(1);
            }
        }
        database.awaitOpenSessions(0);
    }

    @Test
    void innermostWinsBeneathAWrapper() throws SQLException {
        Database one = Servers.h2().newDatabase("tenant");
        Database two = Servers.h2().newDatabase("tenant");
        RoutingDataSource routing = new RoutingDataSource(Map.of(
                "one", Opening.dataSource(one.url(), one.user(), one.password())::getConnection,
                "two", Opening.dataSource(two.url(), two.user(), two.password())::getConnection));
        for (int i = 0; i < 10; i++) {
            routing.tenant("one");
            assertThat(user(routing)).isEqualToIgnoringCase(one.user());
            routing.tenant("two");
            assertThat(user(routing)).isEqualToIgnoringCase(two.user());
        }
        assertThat(one.connectionsOpened()).isEqualTo(1);
        assertThat(two.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void aSubclassThatMakesUpItsSettingsAsItIsAskedIsLeftAlone() throws SQLException {
        Database database = Servers.mariaDb().newDatabase("tenants");
        for (String tenant : new String[] {"one", "two", "one"}) {
            Tenants source = new Tenants();
            source.setUrl(database.jdbcUrl(DriverKind.CONNECTOR_J));
            source.setUser(database.user());
            source.setPassword(database.password());
            Tenants.TENANT.set(tenant);
            assertThat(text(source, "SELECT @tenant")).isEqualTo(tenant);
            assertThat(text(source, "SELECT 1"))
                    .as("which changes no session, so that one would be kept")
                    .isEqualTo("1");
        }
        assertThat(database.connectionsOpened()).isEqualTo(6);
    }

    /** As frameworks generate them, in the driver's package. */
    @Test
    void soIsASubclassThatIsGenerated() throws ReflectiveOperationException, SQLException {
        Database one = Servers.mariaDb().newDatabase("tenant");
        Database two = Servers.mariaDb().newDatabase("tenant");
        Class<? extends MysqlDataSource> generated = new ByteBuddy()
                .subclass(MysqlDataSource.class)
                .method(ElementMatchers.named("getConnection").and(ElementMatchers.takesArguments(Properties.class)))
                .intercept(MethodDelegation.to(TenantsUser.class))
                .make()
                .load(MysqlDataSource.class.getClassLoader())
                .getLoaded();
        MysqlDataSource source = generated.getDeclaredConstructor().newInstance();
        source.setUrl(
                "jdbc:mysql://" + one.host() + ":" + one.port() + "/?sslMode=DISABLED&allowPublicKeyRetrieval=true");
        for (Database tenant : new Database[] {one, two, one}) {
            TenantsUser.tenant = tenant;
            assertThat(user(source)).startsWith(tenant.user() + "@");
        }
    }

    /** What is done around the method of a driver's class. */
    public static final class TenantsUser {
        static Database tenant;

        private TenantsUser() {}

        @RuntimeType
        public static Object around(@Argument(0) Properties properties, @SuperCall Callable<Connection> open)
                throws Exception {
            properties.setProperty("user", tenant.user());
            properties.setProperty("password", tenant.password());
            return open.call();
        }
    }

    /** It asks DriverManager by all that it has made up. */
    @Test
    void aSubclassOfPostgresIsServedWhereItAsksDriverManager() throws SQLException {
        Database database = Servers.postgres().newDatabase("tenants");
        for (String tenant : new String[] {"one", "two", "one", "two"}) {
            PGSimpleDataSource source = new PGSimpleDataSource() {
                @Override
                public String getUrl() {
                    return super.getUrl() + "&ApplicationName=" + tenant;
                }
            };
            source.setURL(database.jdbcUrl());
            source.setUser(database.user());
            source.setPassword(database.password());
            assertThat(text(source, "SHOW application_name")).isEqualTo(tenant);
        }
        assertThat(database.connectionsOpened()).isEqualTo(2);
    }

    private static String text(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** As an application has it that tells its server who is asking. */
    private static final class Tenants extends MysqlDataSource {
        private static final long serialVersionUID = 1;
        static final ThreadLocal<String> TENANT = new ThreadLocal<>();

        @Override
        protected Connection getConnection(Properties properties) throws SQLException {
            properties.setProperty("sessionVariables", "@tenant='" + TENANT.get() + "'");
            return super.getConnection(properties);
        }
    }

    /** It would read by the columns as they were before the migration. */
    @Test
    void aConnectionThatKeepsColumnsIsLeftAlone() throws SQLException {
        Database database = Servers.mariaDb().newDatabase("columns");
        database.execute("CREATE TABLE people (name VARCHAR(9), city VARCHAR(9))");
        database.execute("INSERT INTO people VALUES ('Ada', 'Bath')");
        String url = database.url(DriverKind.CONNECTOR_J)
                .plain()
                .with("cacheResultSetMetadata", "true")
                .toString();
        assertThat(nameOf(url, database)).isEqualTo("Ada");
        database.execute("ALTER TABLE people ADD COLUMN title VARCHAR(9) DEFAULT 'Dr' FIRST");
        assertThat(nameOf(url, database)).isEqualTo("Ada");
    }

    private static String nameOf(String url, Database database) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, database.user(), database.password());
                PreparedStatement statement = connection.prepareStatement("SELECT * FROM people WHERE city = ?")) {
            statement.setString(1, "Bath");
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString("name");
            }
        }
    }

    private static String user(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return connection.getMetaData().getUserName();
        }
    }

    @Test
    void anEmbeddedDatabaseIsLeftAlone() {
        try (Handler handler = Handler.start(Agent.with(HandlerProgram.class), "jdbc:h2:mem:embedded", "sa", "")) {
            assertThat(handler.invoke("class")).isEqualTo("org.h2.jdbc.JdbcConnection");
            assertThat(handler.invoke("create")).isEqualTo("created");
            assertThat(handler.invoke("create")).as("it vanished at the close").isEqualTo("created");
        }
    }

    private static Handler forced(String include, String url) {
        return Handler.start(Agent.with(HandlerProgram.class).env("THAW_INCLUDE", include), url, "sa", "");
    }

    @Test
    void anEmbeddedDatabaseCanBeForcedIn() {
        try (Handler handler = forced("jdbc:h2:mem:.*", "jdbc:h2:mem:embedded")) {
            assertThat(handler.invoke("class")).startsWith("org.h2.jdbc.JdbcConnection$$");
            assertThat(handler.invoke("create")).isEqualTo("created");
            assertThat(handler.invoke("create"))
                    .as("the same database")
                    .isEqualTo("org.h2.jdbc.JdbcSQLSyntaxErrorException 42S01");
        }
    }

    @Test
    void aDataSourceThatIsNoDriversOwnIsLeftAloneWhereAllAreForcedIn() {
        Database database = Servers.h2().newDatabase("tenants");
        try (Handler handler = Handler.start(
                Agent.with(HandlerProgram.class).env("THAW_INCLUDE", ".*"),
                database.jdbcUrl(),
                database.user(),
                database.password())) {
            assertThat(handler.invoke("tenants")).isEqualTo("1 2 1 2");
            assertThat(handler.invoke("select")).isEqualTo("42");
            assertThat(handler.invoke("select")).isEqualTo("42");
        }
        assertThat(database.connectionsOpened())
                .as("one for each tenant's call, one that is reused")
                .isEqualTo(5);
    }

    @Test
    void aDatabaseThatIsPrivateToItsConnectionIsNeverForcedIn() {
        try (Handler handler = forced(".*", "jdbc:h2:mem:")) {
            assertThat(handler.invoke("create")).isEqualTo("created");
            assertThat(handler.invoke("create")).as("another database").isEqualTo("created");
        }
    }

    @Test
    void anEmbeddedDatabaseThatWasShutDownIsOpenedAnew() {
        try (Handler handler = forced("jdbc:h2:mem:.*", "jdbc:h2:mem:embedded")) {
            assertThat(handler.invoke("shut down while another is idle")).isEqualTo("done");
            assertThat(handler.invoke("create")).isEqualTo("created");
        }
    }

    @Test
    void anExcludedUrlIsLeftAlone() {
        Database database = Servers.h2().newDatabase("excluded");
        try (Handler handler = Handler.start(
                Agent.with(HandlerProgram.class).env("THAW_EXCLUDE", ".*excluded.*"),
                database.jdbcUrl(),
                database.user(),
                database.password())) {
            assertThat(handler.invoke("class")).isEqualTo("org.h2.jdbc.JdbcConnection");
            assertThat(handler.invoke("select")).isEqualTo("42");
        }
        assertThat(database.connectionsOpened()).isEqualTo(2);
    }

    private static Database database(DriverKind driver) {
        return switch (driver) {
            case CONNECTOR_J, MARIADB -> Servers.mariaDb().newDatabase("scope");
            case POSTGRESQL -> Servers.postgres().newDatabase("scope");
            case H2 -> Servers.h2().newDatabase("scope");
        };
    }
}
