package dev.thaw.intercept;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which databases are served, by URL. */
class ScopeTest {
    private static final String ORDERS = "jdbc:mysql://db/orders";
    private static final String EMBEDDED = "jdbc:h2:mem:orders";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mysql://db/orders",
                "jdbc:mariadb://db/orders",
                "jdbc:postgresql:orders",
                "jdbc:h2:tcp://db/mem:orders",
                "jdbc:h2:ssl://db/orders",
                "JDBC:H2:TCP://db/orders",
                "jdbc:hsqldb:hsql://db",
                "jdbc:hsqldb:hsqls://db",
                "jdbc:hsqldb:http://db",
                "jdbc:hsqldb:https://db",
                "jdbc:derby://db/orders",
            })
    void servesWhatIsElsewhere(String url) {
        assertThat(new Scope(null, null, null).serves(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:orders",
                "jdbc:h2:file:./orders",
                "jdbc:h2:~/orders",
                "JDBC:H2:MEM:orders",
                "jdbc:hsqldb:mem:orders",
                "jdbc:hsqldb:file:orders",
                "jdbc:derby:orders",
                "jdbc:derby:memory:orders",
                "jdbc:sqlite:orders.db",
                "jdbc:duckdb:orders.db",
            })
    void leavesEmbeddedDatabasesAlone(String url) {
        assertThat(new Scope(null, null, null).serves(url)).isFalse();
        assertThat(new Scope(Pattern.compile(".*"), null, (source, connection) -> true).serves(url))
                .as("forced in")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mariadb:sequential://a,b/orders",
                "jdbc:mariadb:loadbalance://a,b/orders",
                "jdbc:mariadb:replication://a/orders",
                "JDBC:MARIADB:load-balance-read://a,b/orders",
            })
    void leavesDriversAloneThatLookForHosts(String url) {
        Scope scope = new Scope(null, null, null);
        assertThat(scope.serves(url)).isFalse();
        assertThat(scope.leavesAlone(url)).as("beneath a wrapper").isTrue();
        assertThat(scope.whyNot(url)).isEqualTo("its driver looks for another host by itself");
        assertThat(new Scope(Pattern.compile(".*"), null, (source, connection) -> true).serves(url))
                .as("forced in")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:",
                "jdbc:h2:mem:;MODE=MySQL",
                "JDBC:H2:MEM:",
                "jdbc:sqlite:",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite::memory:?cache=shared",
                "jdbc:sqlite:file:orders?mode=memory",
                "jdbc:duckdb:",
                "jdbc:duckdb::memory:orders",
            })
    void neverSharesADatabaseThatIsPrivateToItsConnection(String url) {
        Scope forced = new Scope(Pattern.compile(".*"), null, (source, connection) -> true);
        assertThat(forced.serves(url)).isFalse();
        assertThat(forced.isForced(url)).isFalse();
        assertThat(forced.leavesAlone(url)).isTrue();
    }

    @Test
    void includeNamesTheWholeUrlAndForces() {
        Scope scope = new Scope(Pattern.compile("jdbc:h2:mem:.*"), null, (source, connection) -> true);
        assertThat(scope.serves(EMBEDDED)).isTrue();
        assertThat(scope.isForced(EMBEDDED)).isTrue();
        assertThat(scope.serves(ORDERS)).isFalse();
        assertThat(new Scope(Pattern.compile("mem"), null, (source, connection) -> true).serves(EMBEDDED))
                .isFalse();
        assertThat(new Scope(null, null, null).isForced(ORDERS)).isFalse();
    }

    @Test
    void excludeWins() {
        Scope scope = new Scope(Pattern.compile(".*"), Pattern.compile(".*orders"), (source, connection) -> true);
        assertThat(scope.serves(ORDERS)).isFalse();
        assertThat(scope.isForced(ORDERS)).isFalse();
        assertThat(scope.serves("jdbc:mysql://db/other")).isTrue();
        assertThat(new Scope(null, Pattern.compile("orders"), null).serves(ORDERS))
                .as("the whole URL has to match")
                .isTrue();
    }

    @Test
    void noUrlIsNotServed() {
        assertThat(new Scope(null, null, null).serves(null)).isFalse();
        assertThat(new Scope(Pattern.compile(".*"), null, (source, connection) -> true).serves(null))
                .isFalse();
    }
}
