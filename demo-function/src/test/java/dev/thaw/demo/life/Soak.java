package dev.thaw.demo.life;

import dev.thaw.demo.scenario.Scenario;
import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.DatabaseServer;
import dev.thaw.testkit.server.DriverKind;
import dev.thaw.testkit.server.MariaDbServer;
import dev.thaw.testkit.server.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Many invocations over every way and driver of the ledger, with faults that a seed chooses: which lane, which fault and
 * when depend on nothing else.
 */
final class Soak implements AutoCloseable {

    /** How often the next invocation is of the same environment: else its connection has become idle meanwhile. */
    private static final double SAME_AGAIN = 0.8;

    private static final int PLAN_CHECKED_EVERY = 25;

    private final Journal journal = new Journal();
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
    private final Map<Boolean, DatabaseServer> servers = new HashMap<>();
    private final List<Lane> lanes;

    /** Starts the servers that the scenarios need, and no environment yet. */
    Soak(Path folder, List<Scenario> scenarios) throws IOException {
        lanes = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            lanes.add(new Lane(scenario, serverOf(scenario), folder, journal));
        }
    }

    private DatabaseServer serverOf(Scenario scenario) throws IOException {
        boolean postgres = scenario.driver() == DriverKind.POSTGRESQL;
        DatabaseServer server = servers.get(postgres);
        if (server == null) {
            server = postgres ? PostgresServer.start(Servers.directory()) : MariaDbServer.start(Servers.directory());
            servers.put(postgres, server);
        }
        return server;
    }

    /** Strikes each lane with each of the faults, one after the other, and that for so many rounds. */
    Journal runThrough(Set<Fault> faults, int rounds, Random random) throws Exception {
        startAll();
        for (Lane lane : lanes) {
            for (int round = 0; round < rounds; round++) {
                for (Fault fault : faults) {
                    lane.invoke("before " + fault);
                    fault.strike(lane, this, random);
                    lane.invoke("after " + fault);
                    lane.checkPlan("after " + fault);
                    struck.merge(fault, 1, Integer::sum);
                }
            }
            lane.end();
        }
        return journal;
    }

    /** Runs so many steps; each is one invocation, or a fault and as many as it takes to see what came of it. */
    Journal run(long seed, int steps) throws Exception {
        startAll();
        Random random = new Random(seed);
        Lane lane = lanes.get(0);
        for (int step = 1; step <= steps && !journal.isHopeless(); step++) {
            if (random.nextDouble() > SAME_AGAIN) {
                lane = lanes.get(random.nextInt(lanes.size()));
            }
            Fault fault = Fault.next(random);
            if (fault == null) {
                lane.invoke("in peace");
            } else {
                struck.merge(fault, 1, Integer::sum);
                fault.strike(lane, this, random);
            }
            if (fault != null || step % PLAN_CHECKED_EVERY == 0) {
                lane.checkPlan(fault == null ? "in peace" : fault.name());
            }
        }
        for (Lane each : lanes) {
            each.end();
        }
        return journal;
    }

    /** Two at once: more only compete for the processors. */
    private void startAll() throws Exception {
        ExecutorService starters = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> started = lanes.stream()
                    .<Future<?>>map(lane -> starters.submit(lane::start))
                    .toList();
            for (Future<?> each : started) {
                each.get();
            }
        } finally {
            starters.shutdown();
        }
    }

    /** Restarts a server, which all its lanes feel. */
    void restart(DatabaseServer server) {
        server.restart();
        lanes.stream().filter(lane -> lane.server() == server).forEach(Lane::disturbed);
    }

    /** Which faults struck how often. */
    Map<Fault, Integer> struck() {
        return struck;
    }

    @Override
    public void close() {
        lanes.forEach(Lane::close);
        servers.values().forEach(DatabaseServer::close);
    }
}
