package dev.thaw.dirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Clock;
import dev.thaw.cache.Key;
import dev.thaw.cache.Limits;
import dev.thaw.contract.Arena;
import dev.thaw.contract.Target;
import dev.thaw.handle.Handles;
import dev.thaw.session.DriverKind;
import dev.thaw.session.ResetMode;
import dev.thaw.session.Session;
import dev.thaw.session.SessionTerms;
import dev.thaw.stub.ManualInvocations;
import dev.thaw.stub.RecordedDiagnostics;
import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.net.Relay;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.MariaDbServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server is told of a session that stays open: it knows, and no borrower can tell. */
class StayTest {
    private static final Key KEY = new Key("stay");
    private static final SessionTerms TERMS = SessionTerms.of(ResetMode.AUTO).staying(1_200_000, "orders", true);

    private final ManualInvocations invocations = new ManualInvocations();
    private final RecordedDiagnostics diagnostics = new RecordedDiagnostics();
    private final Cache<Session> cache =
            new Cache<>(new Limits(60_000, 1_000, 3_600_000, 900_000), Clock.SYSTEM, invocations, diagnostics, 4);
    private final Handles handles = new Handles(diagnostics);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void theServerKnowsWhenNobodyHasTheSession(Target target) throws SQLException {
        try (Arena arena = new Arena(target)) {
            Connection raw = arena.url(Map.of()).open(arena.credentials());
            String before = limit(raw, target);
            open(raw).close();
            assertThat(limit(raw, target))
                    .isEqualTo(target.isMySqlFamily() ? "1200" : "20min")
                    .isNotEqualTo(before);
            if (target == Target.POSTGRESQL) {
                assertThat(ask(raw, "SHOW application_name")).isEqualTo("orders");
            }
            Session idle = cache.borrow(KEY);
            try (Connection next = handles.lend(idle)) {
                assertThat(limit(next, target)).as("as on a new connection").isEqualTo(before);
            }
            assertThat(limit(raw, target)).as("and again").isNotEqualTo(before);
            raw.close();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void aBorrowerFindsTheSessionOfANewConnection(Target target) throws SQLException {
        try (Arena arena = new Arena(target)) {
            arena.refill();
            List<String> expected;
            try (Connection plain = arena.url(Map.of()).open(arena.credentials())) {
                expected = Fingerprint.of(plain, target);
            }
            Connection raw = arena.url(Map.of()).open(arena.credentials());
            open(raw).close();
            try (Connection next = handles.lend(cache.borrow(KEY))) {
                assertThat(Fingerprint.of(next, target)).isEqualTo(expected);
            }
            raw.close();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void itCostsTheFirstReturnAloneARoundTripOrTwo(Target target) throws SQLException {
        try (Arena arena = new Arena(target);
                Relay relay = Relay.to(arena.database().host(), arena.database().port())) {
            Connection raw = arena.url(Map.of()).at(relay.port()).open(arena.credentials());
            Connection first = open(raw);
            relay.reset();
            first.close();
            assertThat(relay.roundTrips()).isEqualTo(target.isMySqlFamily() ? 2 : 1);
            Connection second = handles.lend(cache.borrow(KEY));
            relay.reset();
            second.close();
            assertThat(relay.roundTrips()).isZero();
            raw.close();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void aShorterLimitStays(Target target) throws SQLException {
        try (Arena arena = new Arena(target)) {
            Map<String, String> shorter = target.isMySqlFamily()
                    ? Map.of("sessionVariables", "wait_timeout=77")
                    : Map.of("options", "-c idle_session_timeout=77s");
            Connection raw = arena.url(shorter).open(arena.credentials());
            String before = limit(raw, target);
            assertThat(before).startsWith("77");
            open(raw).close();
            assertThat(limit(raw, target)).isEqualTo(before);
            try (Connection next = handles.lend(cache.borrow(KEY))) {
                assertThat(limit(next, target)).isEqualTo(before);
            }
            raw.close();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void aHandleThatIsKeptForAnotherInvocationIsToldOfOnce(Target target) throws SQLException {
        try (Arena arena = new Arena(target);
                Relay relay = Relay.to(arena.database().host(), arena.database().port())) {
            Connection raw = arena.url(Map.of()).at(relay.port()).open(arena.credentials());
            String before = limit(raw, target);
            invocations.epoch(1);
            try (Connection kept = open(raw)) {
                Handles.sessionOf(kept).askedBy(() -> null);
                kept.setAutoCommit(false);
                ask(kept, "SELECT 1");
                kept.commit();
                assertThat(limit(raw, target)).as("in its first invocation").isEqualTo(before);

                raw.rollback();
                invocations.epoch(2);
                ask(kept, "SELECT 1");
                kept.rollback();
                assertThat(limit(raw, target)).isNotEqualTo(before);
                raw.rollback();

                invocations.epoch(3);
                relay.reset();
                ask(kept, "SELECT 1");
                assertThat(relay.roundTrips()).isEqualTo(1);
                assertThat(limit(kept, target)).as("as it reads it itself").isEqualTo(before);
            }
            raw.close();
        }
    }

    @Test
    void aResetTakesItBackAndItIsToldAgain() throws SQLException {
        try (Arena arena = new Arena(Target.POSTGRESQL)) {
            Connection raw = arena.url(Map.of()).open(arena.credentials());
            try (Connection first = open(raw);
                    Statement statement = first.createStatement()) {
                statement.execute("SET search_path = pg_catalog");
            }
            assertThat(ask(raw, "SHOW search_path")).isEqualTo("\"$user\", public");
            assertThat(limit(raw, Target.POSTGRESQL)).isEqualTo("20min");
            raw.close();
        }
    }

    @Test
    void aResetAfterItLeavesTheNameOfTheDriver() throws SQLException {
        try (Arena arena = new Arena(Target.POSTGRESQL)) {
            Connection raw = arena.url(Map.of()).open(arena.credentials());
            String name = ask(raw, "SHOW application_name");
            open(raw).close();
            try (Connection second = handles.lend(cache.borrow(KEY));
                    Statement statement = second.createStatement()) {
                statement.execute("SET work_mem = '7MB'");
            }
            assertThat(ask(raw, "SHOW application_name")).isEqualTo("orders");
            try (Connection third = handles.lend(cache.borrow(KEY))) {
                assertThat(ask(third, "SHOW application_name")).isEqualTo(name);
            }
            raw.close();
        }
    }

    @Test
    void theNameThatABorrowerSetsIsHis() throws SQLException {
        try (Arena arena = new Arena(Target.POSTGRESQL)) {
            Connection raw = arena.url(Map.of()).open(arena.credentials());
            String name = ask(raw, "SHOW application_name");
            open(raw).close();
            try (Connection second = handles.lend(cache.borrow(KEY))) {
                second.setClientInfo("ApplicationName", "mine");
                assertThat(ask(second, "SHOW application_name")).isEqualTo("mine");
            }
            try (Connection third = handles.lend(cache.borrow(KEY))) {
                assertThat(ask(third, "SHOW application_name")).isEqualTo(name);
            }
            raw.close();
        }
    }

    /** A former borrower has left autocommit off at the driver. What is set since can be set in no transaction. */
    @ParameterizedTest
    @ValueSource(strings = {"SELECT 'pg_settings'", "ApplicationName"})
    void takingItBackBeginsNoTransaction(String reading) throws SQLException {
        try (Arena arena = new Arena(Target.POSTGRESQL)) {
            Connection raw = arena.url(Map.of()).open(arena.credentials());
            open(raw).close();
            try (Connection former = handles.lend(cache.borrow(KEY))) {
                former.setAutoCommit(false);
                ask(former, "SELECT 1");
                former.commit();
            }
            try (Connection next = handles.lend(cache.borrow(KEY))) {
                next.setAutoCommit(false);
                next.setReadOnly(true);
                if (reading.startsWith("SELECT")) {
                    ask(next, reading);
                } else {
                    next.getClientInfo(reading);
                    next.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                    assertThat(ask(next, "SHOW transaction_isolation")).isEqualTo("serializable");
                }
                assertThat(ask(next, "SHOW transaction_read_only")).isEqualTo("on");
                next.commit();
            }
            raw.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRollbackDoesNotBringItBack(boolean aborted) throws SQLException {
        try (Arena arena = new Arena(Target.POSTGRESQL)) {
            Connection raw = arena.url(Map.of()).open(arena.credentials());
            String limit = limit(raw, Target.POSTGRESQL);
            String name = ask(raw, "SHOW application_name");
            open(raw).close();
            try (Connection second = handles.lend(cache.borrow(KEY))) {
                second.setAutoCommit(false);
                ask(second, "SELECT 1");
                if (aborted) {
                    assertThatThrownBy(() -> ask(second, "SELECT * FROM nowhere"))
                            .isInstanceOf(SQLException.class);
                } else {
                    assertThat(limit(second, Target.POSTGRESQL)).isEqualTo(limit);
                    assertThat(ask(second, "SHOW application_name")).isEqualTo(name);
                }
                assertThat(second.getClientInfo("ApplicationName")).isEqualTo(name);
                assertThat(second.getClientInfo().getProperty("ApplicationName"))
                        .isEqualTo(name);
                second.rollback();
                assertThat(second.getClientInfo("ApplicationName")).isEqualTo(name);
                assertThat(ask(second, "SHOW application_name")).isEqualTo(name);
                assertThat(limit(second, Target.POSTGRESQL)).isEqualTo(limit);
                second.rollback();
            }
            assertThat(limit(raw, Target.POSTGRESQL)).as("told again").isEqualTo("20min");
            try (Connection third = handles.lend(cache.borrow(KEY))) {
                assertThat(ask(third, "SHOW application_name")).isEqualTo(name);
                assertThat(limit(third, Target.POSTGRESQL)).isEqualTo(limit);
            }
            raw.close();
        }
    }

    /** While rows of a stream are on their way its driver takes no other statement, and a text is prepared in the driver alone. */
    @Test
    void aTextThatWasPreparedWhileNothingCouldBeTakenBackReadsTheSame() throws SQLException {
        try (Arena arena = new Arena(Target.MARIADB_BY_CONNECTOR_J)) {
            Connection raw = arena.url(Map.of()).open(arena.credentials());
            String limit = limit(raw, Target.MARIADB_BY_CONNECTOR_J);
            open(raw).close();
            for (int i = 0; i < 2; i++) {
                try (Connection next = handles.lend(cache.borrow(KEY));
                        Statement stream = next.createStatement()) {
                    stream.setFetchSize(Integer.MIN_VALUE);
                    PreparedStatement prepared;
                    try (ResultSet rows = stream.executeQuery("SELECT 1 UNION SELECT 2")) {
                        rows.next();
                        prepared = next.prepareStatement("SELECT @@session.wait_timeout");
                    }
                    try (ResultSet row = prepared.executeQuery()) {
                        row.next();
                        assertThat(row.getString(1)).isEqualTo(limit);
                    }
                }
            }
            raw.close();
        }
    }

    @Test
    void aTransactionThatItsBorrowerLeftOpenIsNotPartOfIt() throws SQLException {
        try (Arena arena = new Arena(Target.POSTGRESQL)) {
            Connection raw = arena.url(Map.of()).open(arena.credentials());
            try (Connection first = open(raw)) {
                first.setAutoCommit(false);
                ask(first, "SELECT 1");
            }
            assertThat(limit(raw, Target.POSTGRESQL)).as("not rolled back").isEqualTo("20min");
            raw.close();
        }
    }

    @Test
    void atAServerThatIsNearlyFullASessionDoesNotStay() throws SQLException, IOException {
        try (MariaDbServer server = MariaDbServer.start(Servers.directory(), "--max-connections=10")) {
            Database database = server.newDatabase("stay");
            List<Connection> kept = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                Connection raw = database.connect(database.url().plain());
                open(raw).close();
                if (!raw.isClosed()) {
                    // Out of the cache, where the next one would close nothing for it.
                    kept.add(handles.lend(cache.borrow(KEY)));
                }
            }
            assertThat(kept.size())
                    .as("of ten connections, some of them the test's own")
                    .isBetween(4, 7);
            for (Connection connection : kept) {
                connection.close();
            }
        }
    }

    private Connection open(Connection raw) throws SQLException {
        Session session = new Session(raw, DriverKind.of(raw), TERMS, cache);
        Connection handle = handles.lend(session);
        cache.adopt(KEY, session);
        return handle;
    }

    private static String limit(Connection connection, Target target) throws SQLException {
        return ask(connection, target.isMySqlFamily() ? "SELECT @@session.wait_timeout" : "SHOW idle_session_timeout");
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
