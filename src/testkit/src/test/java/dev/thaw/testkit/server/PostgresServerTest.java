package dev.thaw.testkit.server;

import dev.thaw.testkit.junit.Servers;

class PostgresServerTest extends ServerContract {
    @Override
    DatabaseServer server() {
        return Servers.postgres();
    }
}
