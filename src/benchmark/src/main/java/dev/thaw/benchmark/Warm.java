package dev.thaw.benchmark;

import dev.thaw.benchmark.server.AgentJvm;
import dev.thaw.benchmark.server.WarmInvocations;

/**
 * The time of a warm invocation over TLS on MariaDB and PostgreSQL, as a ratio to a connection held by hand.
 *
 * <p>Arguments: rounds, 200 by default; {@code keep}, for {@code THAW_PREPARED=keep}.
 */
public final class Warm {
    private Warm() {}

    public static void main(String[] args) {
        String rounds = args.length > 0 ? args[0] : "200";
        String prepared = args.length > 1 ? args[1] : "forget";
        String seed = Long.toString(System.nanoTime());
        System.out.println("warm invocation over TLS, C1, " + rounds + " rounds, THAW_PREPARED=" + prepared
                + ", order by seed " + seed);
        AgentJvm.run(WarmInvocations.class, new String[] {rounds, seed}, "-Dthaw.prepared=" + prepared);
    }
}
