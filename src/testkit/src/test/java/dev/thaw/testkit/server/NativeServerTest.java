package dev.thaw.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.process.JvmResult;
import dev.thaw.testkit.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NativeServerTest {
    private final Path dir = Servers.directory();

    @Test
    void takesOptionsSuchAsAnIdleTimeout() throws Exception {
        try (PostgresServer server = PostgresServer.start(dir, "idle_session_timeout=200ms");
                Connection idle = server.connect()) {
            server.awaitOpenSessions(0);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> ServerContract.scalar(idle, "SELECT 1"))
                    .extracting(SQLException::getSQLState)
                    .isEqualTo("57P05");
        }
    }

    @Test
    void aReaderRefusesWritesInOpenSessionsAndNewOnes() throws Exception {
        try (MariaDbServer mariaDb = MariaDbServer.start(dir);
                PostgresServer postgres = PostgresServer.start(dir)) {
            assertRefusesWritesWhileReadOnly(mariaDb, 1290, "HY000");
            assertRefusesWritesWhileReadOnly(postgres, 0, "25006");
        }
    }

    private static void assertRefusesWritesWhileReadOnly(DatabaseServer server, int code, String state)
            throws SQLException {
        server.execute("CREATE TABLE item (id INT)");
        try (Connection open = server.connect()) {
            write(open);
            server.readOnly(true);
            try (Connection later = server.connect()) {
                for (Connection reader : List.of(open, later)) {
                    assertThatExceptionOfType(SQLException.class)
                            .isThrownBy(() -> write(reader))
                            .returns(code, SQLException::getErrorCode)
                            .returns(state, SQLException::getSQLState);
                }
            }
            server.readOnly(false);
            write(open);
            assertThat(ServerContract.scalar(open, "SELECT COUNT(*) FROM item")).isEqualTo("2");
        }
    }

    private static void write(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO item VALUES (1)");
        }
    }

    @Test
    void saysWhyItDidNotStartAndLeavesNothing() throws IOException {
        Set<Path> before = files();
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> MariaDbServer.start(dir, "--no-such-option"))
                .withMessageContaining("unknown option '--no-such-option'");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void closesAFrozenServerAndDeletesItsData() throws Exception {
        Set<Long> others = postgresProcesses();
        PostgresServer server = PostgresServer.start(dir);
        Set<Path> before = files();
        List<Long> started = postgresProcesses().stream()
                .filter(pid -> !others.contains(pid))
                .toList();
        assertThat(started).hasSize(1);
        Signal.STOP.sendTo(started.get(0));

        server.close();

        assertThat(ProcessHandle.of(started.get(0))).isEmpty();
        assertThat(files()).hasSize(before.size() - 1);
        server.close();
    }

    @Test
    void twoServersOfAKindLiveSideBySide() throws Exception {
        try (PostgresServer one = PostgresServer.start(dir);
                PostgresServer two = PostgresServer.start(dir)) {
            one.connect().close();
            assertThat(one.port()).isNotEqualTo(two.port());
            assertThat(one.connectionsOpened()).isEqualTo(1);
            assertThat(two.connectionsOpened()).isZero();
        }
    }

    @Test
    void saysInOneLineWhereItCannotRun() {
        JvmResult elsewhere = ChildJvm.of(MariaDbStarter.class)
                .jvmArgs("-Dos.name=Mac OS X", "-Dos.arch=aarch64")
                .args(dir.toString())
                .run();
        assertThat(elsewhere.out().lines())
                .containsExactly("the mariadb test server runs on Linux amd64 only, this is Mac OS X aarch64");
    }

    private Set<Path> files() throws IOException {
        if (!Files.exists(dir)) {
            return Set.of();
        }
        try (Stream<Path> all = Files.list(dir)) {
            // What servers share stays.
            return all.filter(path -> path.getFileName().toString().matches("(run|unpack|certificate)-.*"))
                    .collect(Collectors.toSet());
        }
    }

    private static Set<Long> postgresProcesses() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("/postgres"))
                .map(ProcessHandle::pid)
                .collect(Collectors.toSet());
    }

    /** Tries to start a server and prints why it cannot. */
    static final class MariaDbStarter {
        private MariaDbStarter() {}

        public static void main(String[] args) throws IOException, SQLException {
            try (MariaDbServer server = MariaDbServer.start(Path.of(args[0]))) {
                server.connect().close();
            } catch (ServerException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
