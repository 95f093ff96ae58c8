package dev.thaw.benchmark;

import dev.thaw.benchmark.server.AgentJvm;
import dev.thaw.benchmark.server.RoundTripCounts;

/**
 * Round trips to the database for each driver and handler, exact: naive, HikariCP of one connection, a connection held by
 * hand, and Thaw; and what an invocation takes where each costs 0, 0.5 or 1 ms.
 *
 * <p>Argument: rounds of the times, 20 by default.
 */
public final class RoundTrips {
    private RoundTrips() {}

    public static void main(String[] args) {
        AgentJvm.run(RoundTripCounts.class, new String[] {args.length > 0 ? args[0] : "20"});
    }
}
