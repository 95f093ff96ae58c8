package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.process.JvmResult;
import dev.thaw.testkit.server.Database;
import java.io.File;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** A plugin in a class loader of its own: DriverManager offers each the drivers that its loader sees. */
class PluginIT {
    private final Database database = Servers.postgres().newDatabase("plugin");
    private final String classes = ChildJvm.homeOf(PluginAsker.class);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plugin main-asks plugin-asks main-asks",
                "plugin plugin-asks main-asks plugin-asks",
                "jdbc plugin plugin-asks main-asks plugin-asks",
                "main-asks plugin plugin-asks main-asks",
            })
    void withADriverOfItsOwn(String steps) {
        assertThat(answers(steps, classes + File.pathSeparator + ChildJvm.homeOf(PGConnection.class)))
                .hasSize(9)
                .allMatch(answer -> answer.endsWith(" own"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plugin main-asks plugin-asks", "main-asks plugin plugin-asks"})
    void withoutADriver(String steps) {
        assertThat(answers(steps, classes))
                .containsExactly("main own", "main own", "main own", "plugin 08001", "plugin 08001", "plugin 08001");
    }

    private List<String> answers(String steps, String pluginsPath) {
        JvmResult result = Agent.with(PluginProgram.class)
                .args(database.jdbcUrl(), database.user(), database.password(), steps, pluginsPath)
                .run()
                .expectSuccess();
        assertThat(Agent.lines(result.err())).isEmpty();
        return result.out().lines().toList();
    }
}
