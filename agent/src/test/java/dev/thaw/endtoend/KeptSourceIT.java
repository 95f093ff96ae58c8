package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.server.Database;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A DataSource that is known leads where it leads without us, whatever was set on it since; so do others of its class. */
class KeptSourceIT {
    @ParameterizedTest
    @MethodSource("dev.thaw.endtoend.Opening#drivers")
    void eachCallLeadsWhereItsSettingsSay(Opening opening) {
        Database one = opening.newDatabase();
        Database other = opening.newDatabase();
        String plain = out(Agent.without(KeptSourceProgram.class), opening, one, other);
        long openedPlain = one.connectionsOpened();
        long otherOpenedPlain = other.connectionsOpened();
        String ours = out(Agent.with(KeptSourceProgram.class), opening, one, other);

        assertThat(ours).isEqualTo(plain);
        assertThat(plain.lines().distinct())
                .as("both, and none for a wrong password")
                .hasSize(3);
        assertThat(openedPlain).isGreaterThan(KeptSourceProgram.OFTEN);
        // A source with its own user and one without are not the same settings for every driver.
        assertThat(one.connectionsOpened() - openedPlain).isLessThanOrEqualTo(2);
        assertThat(other.connectionsOpened() - otherOpenedPlain).isLessThanOrEqualTo(2);
    }

    private static String out(ChildJvm jvm, Opening opening, Database one, Database other) {
        List<String> arguments = new ArrayList<>();
        Collections.addAll(arguments, opening.driver().name(), one.host(), Integer.toString(one.port()));
        for (Database database : List.of(one, other)) {
            Collections.addAll(arguments, database.database(), database.user(), database.password());
        }
        return jvm.args(arguments.toArray(new String[0])).run().expectSuccess().out();
    }
}
