package dev.thaw.demo.endtoend;

import dev.thaw.demo.scenario.Databases;
import dev.thaw.demo.scenario.Scenario;
import dev.thaw.testkit.server.Database;
import java.time.Duration;

/** Servers for all tests of this JVM; they end with it. Each test takes a database of its own. */
final class SharedDatabases {

    /** Longer than any test, so that no session is dropped. */
    private static final Databases SERVERS = Databases.start(Duration.ofHours(8));

    private SharedDatabases() {}

    static Database newDatabaseFor(Scenario scenario) {
        return SERVERS.newDatabaseFor(scenario);
    }
}
