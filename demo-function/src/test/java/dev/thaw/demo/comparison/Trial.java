package dev.thaw.demo.comparison;

import dev.thaw.demo.lambda.Environment;
import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Databases;
import dev.thaw.demo.scenario.Scenario;
import dev.thaw.testkit.net.Relay;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.JdbcUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures one handler, without or with the agent, in three environments; each is one more cold start. */
final class Trial {

    /** Round trips vary by less than one, but a first reuse may cost more than the next. */
    private static final int RELAYED_INVOCATIONS = 10;

    private final Scenario scenario;
    private final Attachment attachment;
    private final Database database;
    private final List<Duration> cold = new ArrayList<>();

    private FreezeScene frozen;
    private WarmRun warm;
    private double roundTrips;
    private AfterThaw afterThaw;

    Trial(Scenario scenario, Attachment attachment, Databases databases) {
        this.scenario = scenario;
        this.attachment = attachment;
        database = databases.newDatabaseFor(scenario);
    }

    Attachment attachment() {
        return attachment;
    }

    /** Begins the freeze scene. It ends with {@link #thaw()}, when the server has had time to drop idle sessions. */
    void freeze() {
        Environment environment = scenario.function(database, attachment).start();
        frozen = FreezeScene.begin(environment, database);
        cold.add(environment.coldStart());
    }

    /** Invokes often, straight to the server, so that nothing stands between the handler and its database. */
    void runWarm() {
        long openedBefore = database.connectionsOpened();
        try (Environment environment = scenario.function(database, attachment).start()) {
            warm = WarmRun.of(environment, database, openedBefore);
            cold.add(environment.coldStart());
        }
    }

    /** Counts round trips in a relay before the server. */
    void countRoundTrips() {
        JdbcUrl direct = database.url(scenario.driver()).tls();
        try (Relay relay = Relay.to(database.host(), database.port());
                Environment environment = scenario.function(database, direct.at(relay.port()), attachment)
                        .start()) {
            environment.invoke("{}");
            environment.invoke("{}");
            long before = relay.roundTrips();
            for (int i = 0; i < RELAYED_INVOCATIONS; i++) {
                environment.invoke("{}");
            }
            roundTrips = (relay.roundTrips() - before) / (double) RELAYED_INVOCATIONS;
            cold.add(environment.coldStart());
        }
    }

    void thaw() {
        afterThaw = frozen.end(database);
        frozen.close();
    }

    Measurement result() {
        return new Measurement(scenario, attachment, Timings.of(cold), warm, roundTrips, afterThaw);
    }
}
