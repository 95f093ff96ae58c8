package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.server.Database;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code THAW_LOG=debug} tells who wonders why his connections are opened anew. */
class DebugLinesIT {
    private final Database database = Servers.h2().newDatabase("debug");
    private final String url = database.jdbcUrl();

    @Test
    void aDataSourceIsNamedByItsUrl() {
        assertThat(lines(debugging(SourceProgram.class).args(url, database.user(), database.password(), "0")))
                .contains("thaw: opened " + url, "thaw: reused " + url);
    }

    @Test
    void anEmbeddedDatabase() {
        assertThat(handled("class", debugging(HandlerProgram.class), "jdbc:h2:mem:here;USER=sa"))
                .contains("thaw: left alone jdbc:h2:mem:here: the database is in this process");
    }

    @Test
    void anExcludedUrl() {
        assertThat(handled("select", debugging(HandlerProgram.class).env("THAW_EXCLUDE", ".*"), url))
                .contains("thaw: left alone " + url + ": THAW_EXCLUDE matches its URL");
    }

    @Test
    void aUrlThatIsNotIncluded() {
        assertThat(handled("select", debugging(HandlerProgram.class).env("THAW_INCLUDE", "jdbc:h2:tcp"), url))
                .contains("thaw: left alone " + url + ": THAW_INCLUDE does not match its URL");
    }

    @Test
    void aDataSourceThatAsksObjectsOfTheApplications() {
        assertThat(handled("tenants", debugging(HandlerProgram.class).env("THAW_INCLUDE", ".*"), url))
                .contains("thaw: left alone " + RoutingDataSource.class.getName() + ": its settings allow no sharing");
    }

    @Test
    void aPool() {
        assertThat(lines(debugging(PoolFirstProgram.class).args(url, database.user(), database.password())))
                .anyMatch(line -> line.startsWith("thaw: what pools and transaction managers ask for is left alone: "
                                + "org.apache.commons.dbcp2.")
                        && line.endsWith(" was loaded"))
                .contains("thaw: left alone " + url + ": a pool or a transaction manager asks");
    }

    private static ChildJvm debugging(Class<?> program) {
        return Agent.with(program).env("THAW_LOG", "debug");
    }

    private List<String> handled(String command, ChildJvm jvm, String askedUrl) {
        try (Handler handler = Handler.start(jvm, askedUrl, database.user(), database.password())) {
            handler.invoke(command);
            return withoutPassword(handler.end().err());
        }
    }

    private List<String> lines(ChildJvm jvm) {
        return withoutPassword(jvm.run().expectSuccess().err());
    }

    private List<String> withoutPassword(String err) {
        assertThat(err).doesNotContain(database.password());
        return Agent.lines(err);
    }
}
