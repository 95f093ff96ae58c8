package dev.thaw.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.intercept.Callers;
import dev.thaw.intercept.Detours;
import dev.thaw.stub.RecordedDiagnostics;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** What is seen of the classes that are defined, before the agent has started and from then on. */
class DefinitionsTest {
    private static final String SOURCE = "org.h2.jdbcx.JdbcDataSource";

    private final StubBridge bridge = StubBridge.install();
    private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
    private final ClassLoader loader = new URLClassLoader(new URL[0]);
    private int starts = 0;
    private boolean fails = false;
    private final Definitions definitions = new Definitions(this::start);

    private void start() {
        starts++;
        if (!fails) {
            definitions.leadTo(
                    new Weaver(bridge, new Callers(new Detours()), new Askers("any.Loader"), false, diagnostics));
        }
    }

    @Test
    void theFirstOfJdbcStartsTheAgent() throws Exception {
        byte[] classFile = DriverDataSourcesTest.classFile(JdbcDataSource.class);
        assertThat(definitions.test(loader, "com.example.Handler")).isFalse();
        assertThat(definitions.test(loader, null)).as("no name").isFalse();
        assertThat(definitions.test(null, SOURCE)).as("the bootstrap loader's").isFalse();
        assertThat(definitions.test(Definitions.class.getClassLoader(), SOURCE))
                .as("the agent's own")
                .isFalse();
        assertThat(definitions.test(new WovenLoader(Map.of()), SOURCE))
                .as("one that the agent has made")
                .isFalse();
        assertThat(definitions.test(loader, SOURCE)).isTrue();
        assertThat(starts).isZero();

        assertThat(definitions.apply(loader, new Object[] {SOURCE, classFile})).isNotNull();
        assertThat(definitions.transform(loader, SOURCE.replace('.', '/'), null, null, classFile))
                .as("as a transformer")
                .isNotNull();
        assertThat(starts).isEqualTo(1);
    }

    @Test
    void nothingIsWovenWhereTheAgentCannotStart() throws Exception {
        fails = true;
        byte[] classFile = DriverDataSourcesTest.classFile(JdbcDataSource.class);
        assertThat(definitions.apply(loader, new Object[] {SOURCE, classFile})).isNull();
        assertThat(definitions.transform(null, null, null, null, classFile))
                .as("a hidden class")
                .isNull();
    }

    @Test
    void tellsWhetherItWasCalled() {
        assertThat(definitions.wereSeen()).isFalse();
        definitions.test(loader, "com.example.Handler");
        assertThat(definitions.wereSeen()).isTrue();
        definitions.count();
        assertThat(definitions.wereSeen()).as("from then on").isFalse();
        assertThat(definitions.wouldMatter(SOURCE)).isTrue();
        assertThat(definitions.wouldMatter("com.example.Handler")).isFalse();
        assertThat(definitions.wereSeen()).as("by its name alone").isFalse();
    }
}
