package dev.thaw.testkit.process;

import dev.thaw.testkit.server.MariaDbServer;
import dev.thaw.testkit.server.PostgresServer;
import java.nio.file.Path;

/** Starts servers in the directory that it is given, tells the PIDs of all its child processes, and hangs. */
final class ServerStarter {
    private ServerStarter() {}

    public static void main(String[] args) throws Exception {
        Path dir = Path.of(args[0]);
        try (MariaDbServer mariaDb = MariaDbServer.start(dir);
                PostgresServer postgres = PostgresServer.start(dir)) {
            ProcessHandle.current().children().forEach(child -> System.out.println("pid " + child.pid()));
            System.out.println("ready on " + mariaDb.port() + " and " + postgres.port());
            System.in.read();
        }
    }
}
