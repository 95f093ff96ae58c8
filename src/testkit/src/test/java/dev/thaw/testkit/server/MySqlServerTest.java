package dev.thaw.testkit.server;

import dev.thaw.testkit.junit.Servers;

class MySqlServerTest extends ServerContract {
    @Override
    DatabaseServer server() {
        return Servers.mySql();
    }
}
