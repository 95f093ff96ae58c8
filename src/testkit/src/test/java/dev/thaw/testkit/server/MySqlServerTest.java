package dev.thaw.testkit.server;

import dev.thaw.testkit.junit.Servers;

class MySqlServerTest extends MySqlFamilyContract {
    @Override
    DatabaseServer server() {
        return Servers.mySql();
    }
}
