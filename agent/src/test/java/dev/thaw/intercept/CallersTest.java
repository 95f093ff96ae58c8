package dev.thaw.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose calls are left alone. That pools are, is shown with real ones end to end. */
class CallersTest {
    private final Detours detours = new Detours();
    private final Callers callers = new Callers(detours);

    @Test
    void theJdksOwnInterfacesAreNobodysSource() {
        callers.loaded("javax.sql.XADataSource");
        callers.loaded("javax.sql.ConnectionPoolDataSource");
        assertThat(detours.areNone()).isTrue();
        callers.loaded("org.postgresql.xa.PGXADataSource");
        assertThat(detours.areNone()).isFalse();
    }

    @Test
    void physicalSourcesAreLeftAloneOnceOneWasLoaded() {
        assertThat(getXAConnection()).as("nothing of the kind was loaded").isFalse();
        callers.loaded("com.mysql.cj.jdbc.MysqlXADataSource");
        assertThat(getXAConnection()).isTrue();
        assertThat(getPooledConnection()).isTrue();
        assertThat(callers.mustBeLeftAlone()).as("called by a handler").isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.zaxxer.hikari.HikariDataSource",
                "com.jolbox.bonecp.BoneCPDataSource",
                "org.apache.ibatis.datasource.pooled.PooledDataSource",
            })
    void poolsHaveTheStackLookedAt(String name) {
        assertThat(callers.areIn(name)).isTrue();
    }

    @Test
    void otherClassesCostNoStackWalk() {
        callers.loaded("com.example.Handler");
        callers.loaded("com.mysql.cj.jdbc.MysqlDataSource");
        assertThat(getPooledConnection()).isFalse();
    }

    private boolean getXAConnection() {
        return callers.mustBeLeftAlone();
    }

    private boolean getPooledConnection() {
        return callers.mustBeLeftAlone();
    }
}
