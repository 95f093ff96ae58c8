package dev.thaw.intercept;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Limits;
import dev.thaw.handle.Handles;
import dev.thaw.session.ResetMode;
import dev.thaw.session.Session;
import dev.thaw.session.SessionTerms;
import dev.thaw.stub.ManualClock;
import dev.thaw.stub.ManualInvocations;
import dev.thaw.stub.RecordedDiagnostics;
import dev.thaw.stub.StubConnection;
import dev.thaw.stub.StubDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server without room: who waits, for how long, what is given up for it, and what its caller gets in the end. */
class OpeningsTest {
    private static final String URL = "jdbc:postgresql://db:1234/orders";
    private static final long WAIT = 2_000;

    private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
    private final ManualClock clock = new ManualClock();
    private final ManualInvocations invocations = new ManualInvocations();
    private final Cache<Session> cache =
            new Cache<>(new Limits(60_000, 1_000, 3_600_000, 900_000), clock, invocations, diagnostics, 4);
    private final Deque<Object> answers = new ArrayDeque<>();
    private final List<Long> tries = new ArrayList<>();
    private final Properties info = new Properties();
    private final Detours detours = new Detours();
    private final Openings openings =
            new Openings(cache, this::openAgain, invocations, clock, WAIT, detours, diagnostics);
    private final Scope scope = new Scope(Pattern.compile("jdbc:postgresql:.*"), null, (source, connection) -> true);
    private final Lender lender =
            new Lender(cache, new Handles(diagnostics), scope, SessionTerms.of(ResetMode.AUTO), diagnostics);
    private final Interceptor interceptor = new Interceptor(
            lender,
            new Keys(clock),
            scope,
            new Callers(detours),
            openings,
            new SessionNames(null),
            detours,
            diagnostics);

    private Connection openAgain(Class<?> caller, String url, Properties properties) throws SQLException {
        assertThat(caller).isEqualTo(OpeningsTest.class);
        assertThat(url).isEqualTo(URL);
        assertThat(interceptor.before(caller, url, properties))
                .as("a call of our own runs the body")
                .isNull();
        tries.add(clock.wallMillis());
        Object answer = answers.size() > 1 ? answers.poll() : answers.peek();
        if (answer instanceof SQLException refused) {
            interceptor.failed(refused);
            throw refused;
        }
        return interceptor.after((Connection) answer);
    }

    @AfterEach
    void nothingWasSwallowed() {
        assertThat(diagnostics.faults()).isEmpty();
    }

    @Test
    void whoIsRefusedGetsTheConnectionThatIsFreeLater() throws SQLException {
        StubConnection later = stub(URL);
        answers.addAll(List.of(tooMany(), tooMany(), later.connection()));
        Connection handle = refusedAtFirst(tooMany());
        assertThat(handle).isNotNull().isNotSameAs(later.connection());
        assertThat(tries).hasSize(3).isSorted();
        handle.close();
        assertThat(interceptor.before(OpeningsTest.class, URL, info))
                .as("it is kept like any other")
                .isInstanceOf(Connection.class);
    }

    @Test
    void theWaitEndsAndTheDriversOwnExceptionStays() {
        answers.add(tooMany());
        long start = clock.wallMillis();
        assertThat(refusedAtFirst(tooMany())).isNull();
        assertThat(tries.get(tries.size() - 1) - start).isBetween(WAIT - 100, WAIT);
        long half = start + WAIT / 2;
        long early = tries.stream().filter(time -> time < half).count();
        assertThat(early).as("pauses grow, to 800 ms at most").isBetween(WAIT / 2 / 801, 60L);
        assertThat(tries.size() - early)
                .as("who has waited for long asks every 100 ms at least")
                .isGreaterThanOrEqualTo((WAIT / 2 - 801) / 101);
    }

    @Test
    void theInvocationsOwnTimeEndsTheWaitBefore() {
        answers.add(tooMany());
        invocations.remaining(800);
        long start = clock.wallMillis();
        assertThat(refusedAtFirst(tooMany())).isNull();
        assertThat(tries.get(tries.size() - 1) - start).isLessThanOrEqualTo(550);
        tries.clear();
        invocations.remaining(200);
        assertThat(refusedAtFirst(tooMany())).isNull();
        assertThat(tries).as("nothing is left to wait in").isEmpty();
    }

    @Test
    void anyOtherFailureIsNotTriedAgain() {
        answers.add(new SQLException("access denied", "28000", 1045));
        assertThat(refusedAtFirst(new SQLException("access denied", "28000", 1045)))
                .isNull();
        assertThat(tries).isEmpty();
        assertThat(refusedAtFirst(tooMany())).isNull();
        assertThat(tries).as("the first other failure ends it").hasSize(1);
    }

    @Test
    void aCallAroundOneThatHasWaitedDoesNotWaitAgain() {
        answers.add(tooMany());
        SQLException refused = tooMany();
        assertThat(interceptor.before(OpeningsTest.class, "jdbc:postgresql://outer", info))
                .isEqualTo(info);
        assertThat(refusedAtFirst(refused)).isNull();
        int before = tries.size();
        assertThat(interceptor.failed(refused)).isNull();
        assertThat(tries).hasSize(before);
    }

    @Test
    void norDoesOneAroundACallBetweenThemForWhichNoKeyWasMade() {
        answers.add(tooMany());
        SQLException refused = tooMany();
        assertThat(interceptor.before(OpeningsTest.class, "jdbc:postgresql://outer", info))
                .isEqualTo(info);
        assertThat(interceptor.before("no DataSource", false, null, null)).isNull();
        assertThat(refusedAtFirst(refused)).isNull();
        int triesOfTheInnermost = tries.size();
        assertThat(triesOfTheInnermost).isPositive();
        assertThat(interceptor.failed(refused)).isNull();
        assertThat(interceptor.failed(refused)).isNull();
        assertThat(tries).hasSize(triesOfTheInnermost);
    }

    @Test
    void idleConnectionsToTheSameServerAreGivenUpFirst() throws SQLException {
        StubConnection same = idle("jdbc:postgresql://DB:1234/customers?x=1");
        StubConnection other = idle("jdbc:postgresql://elsewhere:1234/orders");
        answers.add(stub(URL).connection());
        assertThat(refusedAtFirst(tooMany())).isNotNull();
        assertThat(same.isClosed()).isTrue();
        assertThat(other.isClosed()).isFalse();
    }

    @Test
    void anInterruptEndsTheWaitAndStays() {
        answers.add(tooMany());
        Thread.currentThread().interrupt();
        assertThat(refusedAtFirst(tooMany())).isNull();
        assertThat(tries).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aDeadConnectionUnderAHandleIsOpenedAgainJustAsItWasAsked() throws SQLException {
        StubConnection first = stub(URL);
        assertThat(interceptor.before(OpeningsTest.class, URL, info)).isEqualTo(info);
        Connection handle = interceptor.after(first.connection());
        first.answer("isValid", arguments -> false);
        clock.advance(120_000);
        StubConnection second = stub(URL);
        answers.add(second.connection());
        handle.createStatement();
        assertThat(first.isClosed()).isTrue();
        assertThat(second.count("createStatement")).isEqualTo(1);
    }

    @Test
    void aDataSourceThatHasChangedSinceLeadsToAnotherConnectionSoThatTheDeadOneStays() throws SQLException {
        StubDataSource source = new StubDataSource("one");
        StubConnection first = stub(URL);
        assertThat(interceptor.before(source, false, null, null)).isNull();
        Connection handle = interceptor.after(first.connection());
        first.answer("isValid", arguments -> false);
        first.fail("createStatement", new SQLException("gone", "08003"));
        clock.advance(120_000);
        source.change("another");
        assertThatThrownBy(handle::createStatement).hasMessage("gone");
        assertThat(tries).isEmpty();
    }

    /** Its driver may have wiped it: a wrong one could have the server lock the user out. */
    @Test
    void nothingIsOpenedAgainByAPasswordOfCharacters() throws SQLException {
        info.put("password", new char[] {'p'});
        assertThat(refusedAtFirst(tooMany())).isNull();
        StubConnection first = idle(URL);
        Connection handle = (Connection) interceptor.before(OpeningsTest.class, URL, info);
        first.answer("isValid", arguments -> false);
        first.fail("createStatement", new SQLException("gone", "08003"));
        clock.advance(120_000);
        assertThatThrownBy(handle::createStatement).hasMessage("gone");
        assertThat(tries).isEmpty();
    }

    private Connection refusedAtFirst(SQLException refused) {
        assertThat(interceptor.before(OpeningsTest.class, URL, info)).isEqualTo(info);
        return interceptor.failed(refused);
    }

    private StubConnection idle(String url) throws SQLException {
        StubConnection stub = stub(url);
        assertThat(interceptor.before(OpeningsTest.class, url, info)).isEqualTo(info);
        interceptor.after(stub.connection()).close();
        return stub;
    }

    private static StubConnection stub(String url) {
        StubConnection stub = new StubConnection();
        return stub.answer("getMetaData", arguments -> stub.metaData(url));
    }

    private static SQLException tooMany() {
        return new SQLException("Too many connections", "08004", 1040);
    }
}
