package dev.thaw.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.intercept.Callers;
import dev.thaw.intercept.Detours;
import dev.thaw.stub.RecordedDiagnostics;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Which classes are woven, and that a class which cannot be is one line and stays as it is. */
class WeaverTest {
    private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
    private final ClassLoader loader = WeaverTest.class.getClassLoader();

    @Test
    void weavesTheDataSourcesOfProvenDriversOnly() throws Exception {
        byte[] classFile = DriverDataSourcesTest.classFile(JdbcDataSource.class);
        Weaver weaver = weaver(false);
        assertThat(weaver.woven(loader, "org.h2.jdbcx.JdbcDataSource", classFile))
                .isNotNull();
        assertThat(weaver.woven(loader, "org.h2.jdbcx.Other", classFile))
                .as("by its name no DataSource")
                .isNull();
        assertThat(weaver.woven(loader, "com.example.RoutingDataSource", classFile))
                .as("no driver's")
                .isNull();
        assertThat(diagnostics.faults()).isEmpty();
    }

    @Test
    void weavesAnyDriversWhereUrlsAreIncluded() throws Exception {
        byte[] classFile = DriverDataSourcesTest.classFile(JdbcDataSource.class);
        assertThat(weaver(true).woven(loader, "com.example.AnyPool", classFile)).isNotNull();
    }

    @Test
    void aMethodThatIsTooLongIsLeftAsItIsWithOneLine() throws Exception {
        String name = "org.h2.hard.LongDataSource";
        String body = "n++; ".repeat(65_500 / 10) + "return opened;";
        byte[] classFile = Compiled.from(Map.of(name, WovenBodiesTest.source("LongDataSource", "", body)))
                .get(name);
        assertThat(weaver(false).woven(loader, name, classFile)).isNull();
        assertThat(diagnostics.faults())
                .hasSize(1)
                .first()
                .asString()
                .contains("org.h2.hard.LongDataSource could not be woven", "a method of 65");
    }

    @Test
    void aBrokenClassFileIsLeftToTheJvmWithOneLine() throws Exception {
        byte[] classFile = DriverDataSourcesTest.classFile(JdbcDataSource.class);
        byte[] truncated = java.util.Arrays.copyOf(classFile, classFile.length / 2);
        assertThat(weaver(false).woven(loader, "org.h2.jdbcx.JdbcDataSource", truncated))
                .isNull();
        assertThat(diagnostics.faults()).hasSize(1);
    }

    @Test
    void looksAtNamesAndAtClassesOfAnotherLoader() {
        Weaver weaver = weaver(false);
        assertThat(weaver.isWorthALook(loader, "org.h2.jdbcx.JdbcDataSource")).isTrue();
        assertThat(weaver.isWorthALook(loader, "com.example.Handler")).isFalse();
        assertThat(weaver.isWorthALook(loader, "software.amazon.awssdk.services.rds.DefaultRdsUtilities"))
                .isTrue();
        assertThat(weaver.isWorthALook(new WovenLoader(Map.of()), "com.example.Handler"))
                .as("nobody knows yet who asks")
                .isTrue();
        assertThat(weaver(true).isWorthALook(loader, "com.example.Handler")).isTrue();
    }

    @Test
    void aNameThatIsAskedForIsNoClassYet() {
        Weaver weaver = weaver(false);
        assertThat(weaver.wouldMatter("com.zaxxer.hikari.HikariDataSource")).isTrue();
        assertThat(weaver.wouldMatter("com.zaxxer.hikari.HikariDataSource"))
                .as("nothing was noted")
                .isTrue();
        weaver.wasLoaded("com.zaxxer.hikari.pool.HikariPool");
        assertThat(weaver.wouldMatter("com.zaxxer.hikari.HikariDataSource"))
                .as("a pool is known of already")
                .isFalse();
        assertThat(weaver.wouldMatter("org.h2.jdbcx.JdbcDataSource")).isTrue();
        assertThat(weaver.wouldMatter("com.example.Handler")).isFalse();
    }

    private Weaver weaver(boolean anyDriver) {
        return new Weaver(
                StubBridge.install(), new Callers(new Detours()), new Askers("any.Loader"), anyDriver, diagnostics);
    }
}
