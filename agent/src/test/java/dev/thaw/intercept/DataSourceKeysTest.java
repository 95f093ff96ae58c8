package dev.thaw.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.jdbc.MysqlDataSource;
import dev.thaw.cache.Clock;
import dev.thaw.cache.Key;
import dev.thaw.stub.StubDataSource;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Which of the drivers' own DataSources may share a connection: those with equal settings, passwords among them. */
class DataSourceKeysTest {
    private static final Keys KEYS = new Keys(Clock.SYSTEM);

    private interface Change {
        void to(DataSource source) throws SQLException;
    }

    static Stream<Arguments> sources() {
        return Stream.of(
                Arguments.of(
                        Named.<Supplier<DataSource>>of("MysqlDataSource", DataSourceKeysTest::mysql),
                        change(s -> ((MysqlDataSource) s).setPassword("other")),
                        change(s -> ((MysqlDataSource) s).setConnectTimeout(77))),
                Arguments.of(
                        Named.<Supplier<DataSource>>of("MariaDbDataSource", DataSourceKeysTest::mariaDb),
                        change(s -> ((MariaDbDataSource) s).setPassword("other")),
                        change(s -> ((MariaDbDataSource) s).setUrl("jdbc:mariadb://db/other"))),
                Arguments.of(
                        Named.<Supplier<DataSource>>of("PGSimpleDataSource", DataSourceKeysTest::postgres),
                        change(s -> ((PGSimpleDataSource) s).setPassword("other")),
                        change(s -> ((PGSimpleDataSource) s).setApplicationName("other"))),
                Arguments.of(
                        Named.<Supplier<DataSource>>of("JdbcDataSource", DataSourceKeysTest::h2),
                        change(s -> ((JdbcDataSource) s).setPassword("other")),
                        change(s -> ((JdbcDataSource) s).setURL("jdbc:h2:tcp://db/other"))));
    }

    /** As that of mssql-jdbc, which names no password. */
    @Test
    void theReferenceOfAnUnprovenDriverIsNotAllThatMatters() {
        assertThat(plain(new Forgetful("right")))
                .isNotNull()
                .isEqualTo(plain(new Forgetful("right")))
                .isNotEqualTo(plain(new Forgetful("wrong")));
    }

    private static final class Forgetful extends StubDataSource implements Referenceable {
        Forgetful(String password) {
            super(password);
        }

        @Override
        public Reference getReference() {
            return new Reference(getClass().getName(), new StringRefAddr("url", "jdbc:sqlserver://db"));
        }
    }

    private static Named<Change> change(Change change) {
        return Named.of("changed", change);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void equalSettingsMakeEqualKeys(Supplier<DataSource> source, Change password, Change setting) {
        DataSource one = source.get();
        assertThat(plain(one)).isNotNull().isEqualTo(plain(one)).isEqualTo(plain(source.get()));
        assertThat(plain(one)).hasSameHashCodeAs(plain(source.get()));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void thePasswordCountsThoughNothingReadsIt(Supplier<DataSource> source, Change password, Change setting)
            throws SQLException {
        DataSource changed = source.get();
        password.to(changed);
        assertThat(plain(changed)).isNotEqualTo(plain(source.get()));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aKeyIsASnapshotOfTheSettings(Supplier<DataSource> source, Change password, Change setting)
            throws SQLException {
        DataSource mutated = source.get();
        Key before = plain(mutated);
        setting.to(mutated);
        assertThat(plain(mutated)).isNotEqualTo(before);
        assertThat(before).isEqualTo(plain(source.get()));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void theCredentialsOfTheCallCount(Supplier<DataSource> source, Change password, Change setting) {
        DataSource one = source.get();
        Key key = KEYS.of(one, true, "u", "secret");
        assertThat(key).isEqualTo(KEYS.of(source.get(), true, "u", "secret"));
        assertThat(key).isNotEqualTo(KEYS.of(one, true, "u", "other"));
        assertThat(key).isNotEqualTo(KEYS.of(one, true, "v", "secret"));
        assertThat(KEYS.of(one, true, null, null))
                .as("none is not the same as null")
                .isNotEqualTo(plain(one));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void noSecretIsShown(Supplier<DataSource> source, Change password, Change setting) {
        assertThat(plain(source.get())).hasToString(source.get().getClass().getName());
    }

    @Test
    void aSourceWhoseConnectionsKeepColumnsIsNotShared() throws SQLException {
        MysqlDataSource set = (MysqlDataSource) mysql();
        set.setCacheResultSetMetadata(true);
        assertThat(plain(set)).isNull();
        set.setCacheResultSetMetadata(false);
        assertThat(plain(set)).isNotNull();
        set.setUrl("jdbc:mysql://db/orders?cacheResultSetMetadata=true");
        assertThat(plain(set)).isNull();
    }

    @Test
    void theClassCounts() {
        assertThat(plain(new StubDataSource("u"))).isEqualTo(plain(new StubDataSource("u")));
        assertThat(plain(new StubDataSource("u"))).isNotEqualTo(plain(new Other("u")));
    }

    @Test
    void whatIsNotUnderstoodIsComparedByIdentity() {
        Object opaque = new Object();
        assertThat(plain(new StubDataSource(opaque))).isEqualTo(plain(new StubDataSource(opaque)));
        assertThat(plain(new StubDataSource(opaque))).isNotEqualTo(plain(new StubDataSource(new Object())));
    }

    /** A driver that asks a callback for its user as it connects. */
    @Test
    void anObjectOfTheApplicationsMayAnswerOtherwiseEachTime() {
        Supplier<String> user = () -> "u";
        assertThat(plain(new StubDataSource(user))).isNull();
        assertThat(plain(new StubDataSource(List.of("u", user)))).isNull();
        assertThat(plain(new StubDataSource(Map.of("user", user)))).isNull();
    }

    @Test
    void arraysAreComparedByContentAsTheyWere() {
        char[] secret = {'a'};
        Key before = plain(new StubDataSource(secret));
        assertThat(before).isEqualTo(plain(new StubDataSource(new char[] {'a'})));
        secret[0] = 'b';
        assertThat(before).isEqualTo(plain(new StubDataSource(new char[] {'a'})));
        assertThat(before).isNotEqualTo(plain(new StubDataSource(secret)));
    }

    /** MariaDB's keeps what it made of its settings until one of them changes, and so do we. */
    @Test
    void everySetterOfMariaDbsChangesTheKeyAfterAUse() throws SQLException {
        List<Change> setters = List.of(
                source -> ((MariaDbDataSource) source).setUser("other"),
                source -> ((MariaDbDataSource) source).setPassword("other"),
                source -> ((MariaDbDataSource) source).setUrl("jdbc:mariadb://other/orders"),
                source -> ((MariaDbDataSource) source).setLoginTimeout(77));
        for (Change setter : setters) {
            MariaDbDataSource source = (MariaDbDataSource) mariaDb();
            Key unused = plain(source);
            assertThat(source.getUrl()).as("a use").isNotNull();
            Key used = plain(source);
            assertThat(used).isEqualTo(unused);
            assertThat(plain(source)).as("found without a look at the settings").isSameAs(used);
            assertThat(KEYS.of(source, true, "u", "secret")).isNotEqualTo(used);
            setter.to(source);
            assertThat(plain(source)).isNotEqualTo(used);
            source.getUrl();
            assertThat(plain(source)).isNotEqualTo(used);
            assertThat(plain(source)).isNotEqualTo(plain(mariaDb()));
        }
    }

    @Test
    void aRestoreForgetsTheLastKey() {
        MariaDbDataSource source = (MariaDbDataSource) mariaDb();
        source.getUrl();
        Keys keys = new Keys(Clock.SYSTEM);
        Key before = keys.of(source, false, null, null);
        keys.run();
        assertThat(keys.of(source, false, null, null)).isNotEqualTo(before);
    }

    private static Key plain(DataSource source) {
        return KEYS.of(source, false, null, null);
    }

    private static DataSource mysql() {
        MysqlDataSource source = new MysqlDataSource();
        source.setUrl("jdbc:mysql://db/orders");
        source.setUser("u");
        source.setPassword("secret");
        return source;
    }

    static DataSource mariaDb() {
        try {
            MariaDbDataSource source = new MariaDbDataSource("jdbc:mariadb://db/orders");
            source.setUser("u");
            source.setPassword("secret");
            return source;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static DataSource postgres() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL("jdbc:postgresql://db/orders");
        source.setUser("u");
        source.setPassword("secret");
        return source;
    }

    static DataSource h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:tcp://db/orders");
        source.setUser("u");
        source.setPassword("secret");
        return source;
    }

    /** A class of its own, with the same settings. */
    private static final class Other extends StubDataSource {
        Other(Object setting) {
            super(setting);
        }
    }
}
