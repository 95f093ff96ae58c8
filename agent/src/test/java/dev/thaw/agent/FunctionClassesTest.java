package dev.thaw.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionClassesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.sql.DriverManager",
                "javax.sql.DataSource",
                "javax.sql.rowset.RowSetProvider",
                "com.mysql.cj.jdbc.MysqlDataSource",
                "com.zaxxer.hikari.HikariDataSource",
                "software.amazon.awssdk.services.rds.DefaultRdsUtilities",
            })
    void leadsToJdbc(String name) {
        assertThat(FunctionClasses.leadsToJdbc(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.sql.Timestamp",
                "java.sql.Connection",
                "com.mysql.cj.jdbc.Driver",
                "software.amazon.awssdk.services.s3.S3Client",
            })
    void leadsNowhere(String name) {
        assertThat(FunctionClasses.leadsToJdbc(name)).isFalse();
    }

    @Test
    void nobodyIsToldWhereNobodyListens() {
        assertThat(FunctionClasses.wanted(getClass().getClassLoader(), "java.sql.DriverManager"))
                .isFalse();
        FunctionClasses.loaded(null, false);
    }
}
