package dev.thaw.benchmark.handout;

import com.alibaba.druid.pool.DruidDataSource;
import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.thaw.benchmark.stub.StubDriver;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.vibur.dbcp.ViburDBCPDataSource;

/** Opens the pools. Only in their own JVMs: the agent looks at the callers of a connection where it has seen a pool's class. */
final class Pools {
    private static final int SIZE = Subject.CONNECTIONS;

    private Pools() {}

    static DataSource hikari() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(Subject.driversOwn());
        config.setMaximumPoolSize(SIZE);
        return new HikariDataSource(config);
    }

    static DataSource agroal(Duration idleCheck) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(SIZE)
                        .initialSize(SIZE)
                        .idleValidationTimeout(idleCheck)
                        .connectionFactoryConfiguration(factory -> factory.connectionProviderClass(StubDriver.class)
                                .jdbcUrl(StubDriver.URL))));
    }

    static DataSource vibur() {
        ViburDBCPDataSource pool = new ViburDBCPDataSource();
        pool.setPoolInitialSize(SIZE);
        pool.setPoolMaxSize(SIZE);
        pool.setExternalDataSource(Subject.driversOwn());
        pool.start();
        return pool;
    }

    static DataSource druid() {
        DruidDataSource pool = new DruidDataSource();
        pool.setDriver(new StubDriver());
        pool.setUrl(StubDriver.URL);
        pool.setMaxActive(SIZE);
        return pool;
    }

    static DataSource tomcat() {
        PoolProperties properties = new PoolProperties();
        properties.setDataSource(Subject.driversOwn());
        properties.setInitialSize(SIZE);
        properties.setMaxActive(SIZE);
        return new org.apache.tomcat.jdbc.pool.DataSource(properties);
    }

    static DataSource dbcp2() {
        BasicDataSource pool = new BasicDataSource();
        pool.setDriver(new StubDriver());
        pool.setUrl(StubDriver.URL);
        pool.setMaxTotal(SIZE);
        return pool;
    }

    static DataSource c3p0() throws SQLException {
        DriverManager.registerDriver(new StubDriver());
        ComboPooledDataSource pool = new ComboPooledDataSource();
        pool.setJdbcUrl(StubDriver.URL);
        pool.setInitialPoolSize(SIZE);
        pool.setMinPoolSize(SIZE);
        pool.setMaxPoolSize(SIZE);
        return pool;
    }
}
