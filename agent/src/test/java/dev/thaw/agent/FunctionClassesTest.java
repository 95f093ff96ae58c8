package dev.thaw.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.weave.Weaver;
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
                "com.example.DataSourceFactory",
                "org.postgresql.ds.PGSimpleDataSource",
                "software.amazon.awssdk.services.rds.DefaultRdsUtilities",
            })
    void toldOfIsWhateverStartsTheAgent(String name) {
        assertThat(Weaver.isOfJdbc(name)).isTrue();
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
        assertThat(Weaver.isOfJdbc(name)).as("what starts the agent").isFalse();
    }

    @Test
    void theHandlersClassTellsWhoseTheFunctionIs() {
        String classPath =
                getClass().getProtectionDomain().getCodeSource().getLocation().getPath();
        assertThat(FunctionClasses.areOf("com.example.Handler::handle", classPath))
                .isTrue();
        assertThat(FunctionClasses.areOf("com.example.Handler", classPath)).isTrue();
        assertThat(FunctionClasses.areOf("java.lang.Object::toString", classPath))
                .isTrue();
        assertThat(FunctionClasses.areOf(getClass().getName() + "::handle", classPath))
                .isFalse();
        assertThat(FunctionClasses.areOf(getClass().getName(), classPath)).isFalse();
        assertThat(FunctionClasses.areOf(null, classPath)).isFalse();
    }

    @Test
    void nobodyIsToldWhereNobodyListens() {
        assertThat(FunctionClasses.wanted("java.sql.DriverManager")).isFalse();
        FunctionClasses.loaded(null, false);
    }
}
