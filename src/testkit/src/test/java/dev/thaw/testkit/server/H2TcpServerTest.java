package dev.thaw.testkit.server;

import dev.thaw.testkit.junit.Servers;

class H2TcpServerTest extends ServerContract {
    @Override
    DatabaseServer server() {
        return Servers.h2();
    }
}
