package dev.thaw.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.p6spy.engine.spy.P6DataSource;
import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** Frameworks and wrappers above a plain DataSource: the driver's own connection beneath them is reused, nothing else. */
class FrameworksIT {
    private static final int TIMES = 10;

    private Database database;

    @BeforeEach
    void newDatabase() {
        database = Servers.postgres().newDatabase("framework");
    }

    static Stream<Wrapper> wrappers() {
        return Stream.of(
                new Wrapper("DriverManagerDataSource", FrameworksIT::driverManager),
                new Wrapper("LazyConnectionDataSourceProxy", d -> new LazyConnectionDataSourceProxy(Pool.plain(d))),
                new Wrapper("TransactionAwareDataSourceProxy", d -> new TransactionAwareDataSourceProxy(Pool.plain(d))),
                new Wrapper("p6spy", d -> new P6DataSource(Pool.plain(d))),
                new Wrapper(
                        "datasource-proxy",
                        d -> ProxyDataSourceBuilder.create(Pool.plain(d)).build()));
    }

    @ParameterizedTest
    @MethodSource("wrappers")
    void aWrapperStandsOnOneConnection(Wrapper wrapper) throws SQLException {
        DataSource source = wrapper.over().apply(database);
        for (int i = 0; i < TIMES; i++) {
            try (Connection connection = source.getConnection()) {
                assertThat(number(connection, "SELECT " + i)).isEqualTo(i);
            }
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void aSourceThatGoesPastDriverManagerIsLeftAlone() throws SQLException {
        SimpleDriverDataSource source = new SimpleDriverDataSource(
                new org.postgresql.Driver(), database.jdbcUrl(), database.user(), database.password());
        for (int i = 0; i < TIMES; i++) {
            try (Connection connection = source.getConnection()) {
                assertThat(number(connection, "SELECT " + i)).isEqualTo(i);
            }
        }
        assertThat(database.connectionsOpened()).isEqualTo(TIMES);
    }

    @Test
    void aSingleConnectionStaysOneAndKeepsItsTransaction() throws SQLException {
        database.execute("CREATE TABLE item (id int)");
        SingleConnectionDataSource source =
                new SingleConnectionDataSource(database.jdbcUrl(), database.user(), database.password(), true);
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            execute(connection, "INSERT INTO item VALUES (1)");
        }
        try (Connection connection = source.getConnection()) {
            assertThat(number(connection, "SELECT count(*) FROM item")).isEqualTo(1);
            connection.commit();
        }
        source.destroy();
        assertThat(database.connectionsOpened()).isEqualTo(1);
        try (Connection connection = driverManager(database).getConnection()) {
            assertThat(number(connection, "SELECT count(*) FROM item")).isEqualTo(1);
        }
    }

    @Test
    void hibernateOnAPlainDataSourceReusesOne() {
        org.hibernate.cfg.Configuration configuration = new org.hibernate.cfg.Configuration();
        configuration.getProperties().put("hibernate.connection.datasource", Pool.plain(database));
        try (SessionFactory factory = configuration.buildSessionFactory()) {
            for (int i = 0; i < TIMES; i++) {
                int number = i;
                factory.inTransaction(session -> assertThat(session.createNativeQuery("SELECT " + number, Integer.class)
                                .getSingleResult())
                        .isEqualTo(number));
            }
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void myBatisOnAPlainDataSourceReusesOne() throws SQLException {
        Environment environment = new Environment("test", new JdbcTransactionFactory(), Pool.plain(database));
        SqlSessionFactory factory = new SqlSessionFactoryBuilder().build(new Configuration(environment));
        for (int i = 0; i < TIMES; i++) {
            try (SqlSession session = factory.openSession()) {
                assertThat(number(session.getConnection(), "SELECT " + i)).isEqualTo(i);
                session.commit();
            }
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void aRoutedTenantNeverGetsTheOthersConnection() throws SQLException {
        Database other = Servers.postgres().newDatabase("framework");
        TenantRouting routing = new TenantRouting(Map.of("a", Pool.plain(database), "b", Pool.plain(other)));
        for (int i = 0; i < TIMES; i++) {
            assertThat(routing.databaseOf("a")).isEqualTo(database.database());
            assertThat(routing.databaseOf("b")).isEqualTo(other.database());
        }
        assertThat(database.connectionsOpened()).isEqualTo(1);
        assertThat(other.connectionsOpened()).isEqualTo(1);
    }

    @Test
    void somethingThatOnlyHasTheMethodIsLeftAlone() throws SQLException {
        NoDataSource source = new NoDataSource(database);
        try (Connection first = source.getConnection();
                Connection second =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password())) {
            assertThat(number(first, "SELECT pg_backend_pid()"))
                    .isNotEqualTo(number(second, "SELECT pg_backend_pid()"));
        }
        assertThat(source.getConnection().getClass()).isEqualTo(org.postgresql.jdbc.PgConnection.class);
    }

    private static DataSource driverManager(Database database) {
        return new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            results.next();
            return results.getLong(1);
        }
    }

    /** Opens past the agent, in a method that only looks like a DataSource's. */
    private record NoDataSource(Database database) {
        Connection getConnection() throws SQLException {
            return database.connect();
        }
    }

    private record Wrapper(String name, java.util.function.Function<Database, DataSource> over) {
        @Override
        public String toString() {
            return name;
        }
    }
}
