package dev.thaw.sources;

import com.alibaba.druid.pool.DruidDataSource;
import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.thaw.testkit.server.Database;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.beans.PropertyVetoException;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.dbcp2.DriverManagerConnectionFactory;
import org.apache.commons.dbcp2.PoolableConnection;
import org.apache.commons.dbcp2.PoolableConnectionFactory;
import org.apache.commons.dbcp2.PoolingDataSource;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.postgresql.ds.PGSimpleDataSource;
import org.vibur.dbcp.ViburDBCPDataSource;

/** The pools, each with room for three connections to one PostgreSQL database. */
enum Pool {
    HIKARI_BY_URL {
        @Override
        DataSource open(Database database) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(database.jdbcUrl());
            config.setUsername(database.user());
            config.setPassword(database.password());
            config.setMaximumPoolSize(SIZE);
            return new HikariDataSource(config);
        }
    },
    HIKARI_BY_DATA_SOURCE_CLASS {
        @Override
        DataSource open(Database database) {
            HikariConfig config = new HikariConfig();
            config.setDataSourceClassName(PGSimpleDataSource.class.getName());
            config.addDataSourceProperty("url", database.jdbcUrl());
            config.addDataSourceProperty("user", database.user());
            config.addDataSourceProperty("password", database.password());
            config.setMaximumPoolSize(SIZE);
            return new HikariDataSource(config);
        }
    },
    DBCP2_BY_URL {
        @Override
        DataSource open(Database database) {
            BasicDataSource pool = new BasicDataSource();
            pool.setUrl(database.jdbcUrl());
            pool.setUsername(database.user());
            pool.setPassword(database.password());
            pool.setMaxTotal(SIZE);
            return pool;
        }

        /** It opens and closes one to try its settings out. */
        @Override
        int opens() {
            return SIZE + 1;
        }
    },
    DBCP2_BY_DRIVER_MANAGER {
        @Override
        DataSource open(Database database) {
            PoolableConnectionFactory factory = new PoolableConnectionFactory(
                    new DriverManagerConnectionFactory(database.jdbcUrl(), database.user(), database.password()), null);
            GenericObjectPool<PoolableConnection> pool = new GenericObjectPool<>(factory);
            factory.setPool(pool);
            pool.setMaxTotal(SIZE);
            return new PoolingDataSource<>(pool);
        }
    },
    TOMCAT_BY_URL {
        @Override
        DataSource open(Database database) {
            return tomcat(database, null);
        }
    },
    TOMCAT_BY_DATA_SOURCE {
        @Override
        DataSource open(Database database) {
            return tomcat(database, plain(database));
        }
    },
    C3P0_BY_URL {
        @Override
        DataSource open(Database database) throws PropertyVetoException {
            ComboPooledDataSource pool = new ComboPooledDataSource();
            pool.setDriverClass(org.postgresql.Driver.class.getName());
            pool.setJdbcUrl(database.jdbcUrl());
            pool.setUser(database.user());
            pool.setPassword(database.password());
            pool.setInitialPoolSize(SIZE);
            pool.setMinPoolSize(SIZE);
            pool.setMaxPoolSize(SIZE);
            return pool;
        }
    },
    AGROAL_BY_URL {
        @Override
        DataSource open(Database database) throws SQLException {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(SIZE)
                            .connectionFactoryConfiguration(factory -> factory.jdbcUrl(database.jdbcUrl())
                                    .principal(new NamePrincipal(database.user()))
                                    .credential(new SimplePassword(database.password())))));
        }
    },
    AGROAL_BY_DATA_SOURCE_CLASS {
        @Override
        DataSource open(Database database) throws SQLException {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(SIZE)
                            .connectionFactoryConfiguration(
                                    factory -> factory.connectionProviderClass(PGSimpleDataSource.class)
                                            .jdbcUrl(database.jdbcUrl())
                                            .principal(new NamePrincipal(database.user()))
                                            .credential(new SimplePassword(database.password())))));
        }
    },
    VIBUR_BY_URL {
        @Override
        DataSource open(Database database) {
            ViburDBCPDataSource pool = vibur();
            pool.setJdbcUrl(database.jdbcUrl());
            pool.setUsername(database.user());
            pool.setPassword(database.password());
            pool.start();
            return pool;
        }
    },
    VIBUR_BY_DATA_SOURCE {
        @Override
        DataSource open(Database database) {
            ViburDBCPDataSource pool = vibur();
            pool.setExternalDataSource(plain(database));
            pool.start();
            return pool;
        }
    },
    DRUID_BY_URL {
        @Override
        DataSource open(Database database) {
            DruidDataSource pool = new DruidDataSource();
            pool.setUrl(database.jdbcUrl());
            pool.setUsername(database.user());
            pool.setPassword(database.password());
            pool.setMaxActive(SIZE);
            return pool;
        }
    };

    static final int SIZE = 3;

    abstract DataSource open(Database database) throws Exception;

    /** Physical connections that it opens for as many as its size. */
    int opens() {
        return SIZE;
    }

    /** The driver's own DataSource. */
    static PGSimpleDataSource plain(Database database) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(database.jdbcUrl());
        source.setUser(database.user());
        source.setPassword(database.password());
        return source;
    }

    private static ViburDBCPDataSource vibur() {
        ViburDBCPDataSource pool = new ViburDBCPDataSource();
        pool.setPoolInitialSize(0);
        pool.setPoolMaxSize(SIZE);
        return pool;
    }

    private static DataSource tomcat(Database database, DataSource beneath) {
        PoolProperties properties = new PoolProperties();
        if (beneath == null) {
            properties.setDriverClassName(org.postgresql.Driver.class.getName());
            properties.setUrl(database.jdbcUrl());
            properties.setUsername(database.user());
            properties.setPassword(database.password());
        } else {
            properties.setDataSource(beneath);
        }
        properties.setInitialSize(0);
        properties.setMaxActive(SIZE);
        return new org.apache.tomcat.jdbc.pool.DataSource(properties);
    }
}
