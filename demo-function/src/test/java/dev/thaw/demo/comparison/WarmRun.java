package dev.thaw.demo.comparison;

import dev.thaw.demo.lambda.Environment;
import dev.thaw.demo.lambda.Invocation;
import dev.thaw.testkit.server.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Invocations of one environment, one after the other, frozen in between.
 *
 * @param timings of the warm invocations, the first one not among them
 * @param connections opened in all invocations, as the server counted them
 * @param errors how many invocations answered with an error
 */
record WarmRun(Timings timings, long connections, long errors) {

    /** How many invocations there are, the cold one included. */
    static final int INVOCATIONS = 200;

    static WarmRun of(Environment environment, Database database, long openedBefore) {
        List<Duration> warm = new ArrayList<>();
        long errors = environment.invoke("{}").succeeded() ? 0 : 1;
        for (int i = 1; i < INVOCATIONS; i++) {
            Invocation invocation = environment.invoke("{}");
            warm.add(invocation.duration());
            errors += invocation.succeeded() ? 0 : 1;
        }
        return new WarmRun(Timings.of(warm), database.connectionsOpened() - openedBefore, errors);
    }
}
