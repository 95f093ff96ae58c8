package dev.thaw.testkit.server;

import dev.thaw.testkit.junit.Servers;

class MariaDbServerTest extends ServerContract {
    @Override
    DatabaseServer server() {
        return Servers.mariaDb();
    }
}
