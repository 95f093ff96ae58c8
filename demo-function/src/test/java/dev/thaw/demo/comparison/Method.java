package dev.thaw.demo.comparison;

import dev.thaw.demo.lambda.LocalLambda;
import java.util.List;

/** How the figures came about, for those who want to judge them. */
final class Method {

    private Method() {}

    static List<String> sentences(Results results) {
        return List.of(
                "Each handler ran unchanged on the real Lambda runtime interface client, in a JVM of its own (Java "
                        + LocalLambda.javaVersion() + ") with Lambda's flags, stopped between invocations.",
                "MariaDB and PostgreSQL ran on the same machine ("
                        + Runtime.getRuntime().availableProcessors() + " processors); all connections use TLS.",
                "Connections were counted by the database server, in " + WarmRun.INVOCATIONS
                        + " invocations of one environment; round trips by a relay between handler and server.",
                "Cold start is from the start of the JVM to the first answer, the median of " + results.coldStarts()
                        + " environments; warm figures are from event to answer, of " + (WarmRun.INVOCATIONS - 1)
                        + " invocations.");
    }
}
