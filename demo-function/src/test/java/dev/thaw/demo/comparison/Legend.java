package dev.thaw.demo.comparison;

import dev.thaw.demo.lambda.LocalLambda;
import java.util.List;

/**
 * What a word of the report means.
 *
 * @param term as it stands in a column's head
 * @param meaning with its unit and how it was measured
 */
record Legend(String term, String meaning) {

    static List<Legend> of(Results results) {
        return List.of(
                new Legend(
                        "connections opened",
                        "in " + WarmRun.INVOCATIONS + " invocations of one environment, as the database server counted"
                                + " them"),
                new Legend("round trips", "from handler to database and back, as a relay between the two counted them"),
                new Legend(
                        "cold start",
                        "from the start of the JVM to the first answer, median of " + results.coldStarts()
                                + " environments"),
                new Legend(
                        "warm",
                        "from event to answer, of the " + (WarmRun.INVOCATIONS - 1)
                                + " invocations after the first; p99: one in a hundred is slower"),
                new Legend("errors", "invocations that the handler answered with an error"),
                new Legend(
                        "measured on",
                        "Lambda's runtime interface client, Java " + LocalLambda.javaVersion()
                                + "; MariaDB and PostgreSQL with TLS; all on one machine, "
                                + Runtime.getRuntime().availableProcessors() + " processors"));
    }
}
