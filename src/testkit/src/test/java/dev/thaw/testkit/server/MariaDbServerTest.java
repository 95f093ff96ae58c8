package dev.thaw.testkit.server;

import dev.thaw.testkit.junit.Servers;

class MariaDbServerTest extends MySqlFamilyContract {
    @Override
    DatabaseServer server() {
        return Servers.mariaDb();
    }
}
