package dev.thaw.intercept;

import static net.bytebuddy.matcher.ElementMatchers.isAbstract;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.MysqlDataSource;
import dev.thaw.cache.Cache;
import dev.thaw.cache.Invocations;
import dev.thaw.cache.Limits;
import dev.thaw.handle.Handles;
import dev.thaw.session.ResetMode;
import dev.thaw.session.Session;
import dev.thaw.session.SessionTerms;
import dev.thaw.stub.ManualClock;
import dev.thaw.stub.RecordedDiagnostics;
import dev.thaw.stub.StubConnection;
import dev.thaw.stub.StubDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.implementation.StubMethod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the hooks get: who is served from the cache, in nested calls too, and what becomes of a fault of ours. */
class InterceptorTest {
    private static final String URL = "jdbc:stub://db/orders";
    private static final Limits LIMITS = new Limits(1_000, 1_000, 3_600_000, 900_000);

    private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
    private final ManualClock clock = new ManualClock();
    private final Cache<Session> cache = new Cache<>(LIMITS, clock, Invocations.NONE, diagnostics, 4);
    private final Detours detours = new Detours();
    private final Callers callers = new Callers(detours);
    private final Interceptor interceptor =
            interceptor(new Scope(Pattern.compile("jdbc:stub:.*"), null, (source, connection) -> true));
    private final StubConnection stub = new StubConnection();
    private final Properties info = new Properties();
    private boolean faultsExpected = false;

    private Interceptor interceptor(Scope scope) {
        Openings openings = new Openings(cache, null, Invocations.NONE, clock, 2_000, detours, diagnostics);
        Lender lender =
                new Lender(cache, new Handles(diagnostics), scope, SessionTerms.of(ResetMode.AUTO), diagnostics);
        return new Interceptor(
                lender, new Keys(clock), scope, callers, openings, new SessionNames(null), detours, diagnostics);
    }

    @AfterEach
    void nothingWasSwallowed() {
        assertThat(diagnostics.faults().isEmpty()).isNotEqualTo(faultsExpected);
    }

    @Test
    void whatTheBodyOpensIsHandedOutFromThenOn() throws SQLException {
        assertThat(ask()).isNull();
        Connection first = interceptor.after(stub.connection());
        assertThat(first).isNotSameAs(stub.connection());
        assertThat(ask()).as("it is lent").isNull();
        interceptor.failed(new SQLException("refused"));
        first.close();
        Connection second = ask();
        assertThat(second).isNotNull().isNotSameAs(first);
        assertThat(stub.isClosed()).isFalse();
    }

    /** Both have it then, as they would without us; nobody else gets it from us. */
    @Test
    void whatADriverGivesTwiceIsHandedOutNoMore() throws SQLException {
        assertThat(ask()).isNull();
        Connection first = interceptor.after(stub.connection());
        assertThat(ask()).isNull();
        assertThat(interceptor.after(stub.connection())).isSameAs(stub.connection());
        first.close();
        assertThat(ask()).isNull();
        interceptor.failed(new SQLException("refused"));
    }

    /** A method that calls the one it overrides: both would leave the key to the other. */
    @Test
    void aSourceWhosePlainCallLeadsToAnotherPlainOneIsServed() throws Exception {
        Connection opened = driversOwn();
        for (int i = 0; i < 3; i++) {
            StubDataSource source = new StubDataSource("made for each call");
            Connection given = interceptor.before(source, false, null, null);
            assertThat(given == null).as("the body runs in call " + i).isEqualTo(i == 0);
            if (given == null) {
                assertThat(interceptor.before(source, false, null, null)).isNull();
                given = interceptor.after(interceptor.after(opened));
            }
            given.close();
        }
    }

    /** Of the package of its DataSource. */
    private Connection driversOwn() throws Exception {
        return new ByteBuddy()
                .subclass(Connection.class)
                .name(StubDataSource.class.getPackageName() + ".PlainConnection")
                .method(isAbstract())
                .intercept(StubMethod.INSTANCE)
                .method(named("getAutoCommit"))
                .intercept(FixedValue.value(true))
                .method(named("getMetaData"))
                .intercept(FixedValue.reference(stub.metaData(URL)))
                .make()
                .load(StubDataSource.class.getClassLoader())
                .getLoaded()
                .getConstructor()
                .newInstance();
    }

    @Test
    void innermostWins() throws SQLException {
        StubDataSource wrapper = new StubDataSource("wrapper");
        assertThat(interceptor.before(wrapper, false, null, null)).isNull();
        assertThat(ask()).isNull();
        Connection handle = interceptor.after(stub.connection());
        assertThat(interceptor.after(handle)).as("the outer call passes it on").isSameAs(handle);
        handle.close();

        assertThat(interceptor.before(wrapper, false, null, null))
                .as("nothing is cached for the wrapper")
                .isNull();
        assertThat(ask()).as("the inner call is served").isNotNull();
        interceptor.failed(new SQLException("refused"));
    }

    @Test
    void aBodyThatThrowsLeavesNothingBehind() throws SQLException {
        assertThat(interceptor.before(new StubDataSource(1), false, null, null)).isNull();
        assertThat(ask()).isNull();
        interceptor.failed(new SQLException("refused"));
        interceptor.failed(new SQLException("refused"));
        assertThat(interceptor.after(stub.connection()))
                .as("no call is running")
                .isSameAs(stub.connection());
    }

    @Test
    void anExcludedUrlIsLeftAloneInsideAServedCall() {
        assertThat(ask()).isNull();
        assertThat(interceptor.before(InterceptorTest.class, "jdbc:other://db", info))
                .isNull();
        StubConnection excluded = new StubConnection();
        assertThat(interceptor.after(excluded.connection())).isSameAs(excluded.connection());
        assertThat(interceptor.after(stub.connection())).isNotSameAs(stub.connection());
    }

    @Test
    void aDriverThatNobodyHasProvenIsLeftAlone() {
        Interceptor unforced = interceptor(new Scope(null, null, null));
        assertThat(unforced.before(InterceptorTest.class, URL, info)).isEqualTo(info);
        assertThat(unforced.after(stub.connection())).isSameAs(stub.connection());
        assertThat(stub.takeCalls()).as("not even asked anything").isEmpty();
    }

    @Test
    void aDataSourceThatIsNoDriversOwnIsLeftAlone() {
        Interceptor choosy = interceptor(new Scope(Pattern.compile(".*"), null, (source, connection) -> false));
        assertThat(choosy.before(new StubDataSource("tenants"), false, null, null))
                .isNull();
        assertThat(choosy.after(stub.connection())).isSameAs(stub.connection());
    }

    @Test
    void aSubclassOfADriversOwnIsLeftAlone() {
        DataSource subclass = new MysqlDataSource() {
            private static final long serialVersionUID = 1;
        };
        assertThat(interceptor.before(subclass, false, null, null)).isNull();
        assertThat(interceptor.after(stub.connection())).isSameAs(stub.connection());
        assertThat(stub.takeCalls()).as("not even asked anything").isEmpty();
    }

    /** Another thread has changed it between the look at its settings and the driver's. */
    @Test
    void whatASourceOpensThatWasChangedMeanwhileIsLeftAlone() throws Exception {
        Connection opened = driversOwn();
        MysqlDataSource source = new MysqlDataSource();
        source.setUrl("jdbc:mysql://db/one");
        assertThat(interceptor.before(source, false, null, null)).isNull();
        source.setUrl("jdbc:mysql://db/two");
        assertThat(interceptor.after(opened)).isSameAs(opened);
        assertThat(interceptor.before(source, false, null, null)).isNull();
        assertThat(interceptor.after(opened)).isNotSameAs(opened);
    }

    @Test
    void whatComesOutOfAPoolInsideAServedCallIsThePools() {
        assertThat(interceptor.before(new StubDataSource("above the pool"), false, null, null))
                .isNull();
        callers.loaded("com.mysql.cj.jdbc.MysqlConnectionPoolDataSource");
        getPooledConnection();
        StubConnection pooled = new StubConnection();
        assertThat(interceptor.after(pooled.connection())).isSameAs(pooled.connection());
        assertThat(interceptor.after(stub.connection())).isSameAs(stub.connection());
    }

    @Test
    void theDriverGetsWhatTheKeyWasMadeOf() throws SQLException {
        Properties defaults = new Properties();
        defaults.setProperty("user", "one");
        info.setProperty("password", "of one");
        Properties live = new Properties(defaults);
        live.putAll(info);
        Properties given = (Properties) interceptor.before(InterceptorTest.class, URL, live);
        defaults.setProperty("user", "two");
        live.setProperty("password", "of two");
        assertThat(given.getProperty("user")).isEqualTo("one");
        assertThat(given).as("a driver may look at no defaults").isEqualTo(info);
        interceptor.after(stub.connection()).close();
        assertThat(interceptor.before(InterceptorTest.class, URL, live)).isInstanceOf(Properties.class);
        interceptor.failed(new SQLException("refused"));
    }

    @Test
    void whatTheDriverHasWrittenIsTheApplicationsToSee() {
        info.setProperty("user", "u");
        Properties given = (Properties) interceptor.before(InterceptorTest.class, URL, info);
        given.setProperty("timeout", "5");
        interceptor.after(stub.connection());
        assertThat(info).containsEntry("timeout", "5").hasSize(2);
        given = (Properties) interceptor.before(InterceptorTest.class, URL, info);
        given.setProperty("timeout", "6");
        interceptor.failed(new SQLException("refused"));
        assertThat(info).containsEntry("timeout", "6").hasSize(2);
    }

    @Test
    void nullStaysNull() {
        assertThat(ask()).isNull();
        assertThat(interceptor.after(null)).isNull();
    }

    @Test
    void whatOnlyLooksLikeADataSourceIsLeftAlone() {
        assertThat(interceptor.before("no DataSource", false, null, null)).isNull();
        assertThat(interceptor.after(stub.connection())).isSameAs(stub.connection());
    }

    @Test
    void aConnectionThatCannotBeTakenInIsTheCallersAsItIs() {
        faultsExpected = true;
        stub.fail("getAutoCommit", new SQLException("refused"));
        assertThat(ask()).isNull();
        assertThat(interceptor.after(stub.connection())).isSameAs(stub.connection());
        assertThat(diagnostics.faults()).hasSize(1);
        assertThat(stub.isClosed()).isFalse();
    }

    @Test
    void aFaultBeforeTheBodyIsOneLineAndTheBodyRuns() {
        faultsExpected = true;
        Properties broken = new Properties() {
            @Override
            public java.util.Set<String> stringPropertyNames() {
                throw new IllegalStateException("made to fail");
            }
        };
        assertThat(interceptor.before(InterceptorTest.class, URL, broken)).isNull();
        assertThat(interceptor.after(stub.connection())).isSameAs(stub.connection());
        assertThat(diagnostics.faults()).hasSize(1).first().asString().contains("made to fail");
    }

    private void getPooledConnection() {
        assertThat(ask()).isNull();
    }

    private Connection ask() {
        Object answer = interceptor.before(InterceptorTest.class, URL, info);
        return answer instanceof Connection cached ? cached : null;
    }
}
