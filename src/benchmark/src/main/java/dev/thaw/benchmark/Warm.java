package dev.thaw.benchmark;

import dev.thaw.benchmark.server.AgentJvm;
import dev.thaw.benchmark.server.WarmInvocations;

/**
 * The time of a warm invocation over TLS on MariaDB and PostgreSQL, as a ratio to a connection held by hand.
 *
 * <p>Argument: rounds, 200 by default.
 */
public final class Warm {
    private Warm() {}

    public static void main(String[] args) {
        String rounds = args.length > 0 ? args[0] : "200";
        String seed = Long.toString(System.nanoTime());
        System.out.println("warm invocation over TLS, C1, " + rounds + " rounds, order by seed " + seed);
        AgentJvm.run(WarmInvocations.class, new String[] {rounds, seed});
    }
}
