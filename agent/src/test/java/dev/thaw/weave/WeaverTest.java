package dev.thaw.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Invocations;
import dev.thaw.cache.Limits;
import dev.thaw.handle.Handles;
import dev.thaw.intercept.Callers;
import dev.thaw.intercept.Interceptor;
import dev.thaw.intercept.Keys;
import dev.thaw.intercept.Lender;
import dev.thaw.intercept.Openings;
import dev.thaw.intercept.Scope;
import dev.thaw.intercept.SessionNames;
import dev.thaw.session.ResetMode;
import dev.thaw.session.Session;
import dev.thaw.session.SessionTerms;
import dev.thaw.stub.ManualClock;
import dev.thaw.stub.RecordedDiagnostics;
import java.lang.instrument.ClassFileTransformer;
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
        ClassFileTransformer weaver = weaver(false);
        assertThat(weaver.transform(loader, "org/h2/jdbcx/JdbcDataSource", null, null, classFile))
                .isNotNull();
        assertThat(weaver.transform(loader, "org/h2/jdbcx/Other", null, null, classFile))
                .as("by its name no DataSource")
                .isNull();
        assertThat(weaver.transform(loader, "com/example/RoutingDataSource", null, null, classFile))
                .as("no driver's")
                .isNull();
        assertThat(weaver.transform(null, "org/h2/jdbcx/JdbcDataSource", null, null, classFile))
                .as("the bootstrap loader's")
                .isNull();
        assertThat(weaver.transform(loader, null, null, null, classFile))
                .as("a hidden class")
                .isNull();
        assertThat(diagnostics.faults()).isEmpty();
    }

    @Test
    void weavesAnyDriversWhereUrlsAreIncluded() throws Exception {
        byte[] classFile = DriverDataSourcesTest.classFile(JdbcDataSource.class);
        assertThat(weaver(true).transform(loader, "com/example/AnyPool", null, null, classFile))
                .isNotNull();
    }

    @Test
    void aMethodThatIsTooLongIsLeftAsItIsWithOneLine() throws Exception {
        String name = "org.h2.hard.LongDataSource";
        String body = "n++; ".repeat(65_500 / 10) + "return opened;";
        byte[] classFile = Compiled.from(Map.of(name, WovenBodiesTest.source("LongDataSource", "", body)))
                .get(name);
        assertThat(weaver(false).transform(loader, name.replace('.', '/'), null, null, classFile))
                .isNull();
        assertThat(diagnostics.faults())
                .hasSize(1)
                .first()
                .asString()
                .contains("org/h2/hard/LongDataSource could not be woven", "a method of 65");
    }

    @Test
    void aBrokenClassFileIsLeftToTheJvmWithOneLine() throws Exception {
        byte[] classFile = DriverDataSourcesTest.classFile(JdbcDataSource.class);
        byte[] truncated = java.util.Arrays.copyOf(classFile, classFile.length / 2);
        assertThat(weaver(false).transform(loader, "org/h2/jdbcx/JdbcDataSource", null, null, truncated))
                .isNull();
        assertThat(diagnostics.faults()).hasSize(1);
    }

    private ClassFileTransformer weaver(boolean anyDriver) throws Exception {
        ManualClock clock = new ManualClock();
        Cache<Session> cache = new Cache<>(new Limits(1, 1, 1, 1), clock, Invocations.NONE, diagnostics, 1);
        Callers callers = new Callers();
        Openings openings = new Openings(cache, null, Invocations.NONE, clock, 0, diagnostics);
        Scope scope = new Scope(null, null, null);
        Lender lender =
                new Lender(cache, new Handles(diagnostics), scope, SessionTerms.of(ResetMode.AUTO), diagnostics);
        Interceptor interceptor =
                new Interceptor(lender, new Keys(clock), scope, callers, openings, new SessionNames(null), diagnostics);
        return Weaver.start(null, null, interceptor, callers, anyDriver, diagnostics);
    }
}
