package dev.thaw.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wrapper registers the extension before there is a JVM, where the agent would, and leaves it to the agent otherwise. */
class WrapperExtensionIT {
    private static final Path BASH = Path.of("/bin/bash");
    private static final String REGISTERED = " -Dthaw.extension=registered";
    private static final List<String> NO_SETTINGS = List.of();

    @TempDir
    Path folder;

    private Layer layer;
    private Path task;

    @BeforeEach
    void unpack() throws IOException {
        assumeTrue(Files.isExecutable(BASH), "needs bash, which is Lambda's shell: install it as /bin/bash");
        layer = Layer.unpackInto(folder.resolve("opt")).withStandInAgent();
        task = Files.createDirectories(folder.resolve("the task"));
        Files.createDirectory(task.resolve("lib"));
    }

    @Test
    void itRegistersAndAsksForTheNextEventOverAConnectionThatTheFunctionKeeps() throws Exception {
        holdDriver("postgresql-42.7.4.jar");
        try (ExtensionsApi api = new ExtensionsApi(200);
                Run run = stays(api.address())) {
            assertThat(api.awaitRequest()).isEqualTo("POST /2020-01-01/extension/register [thaw] {\"events\":[]}");
            assertThat(api.awaitRequest())
                    .isEqualTo("GET /2020-01-01/extension/event/next [" + ExtensionsApi.IDENTIFIER + "]");
            run.awaitLine("ready");
            assertThat(run.values("attached")).containsExactly("1");
            assertThat(run.variable("JAVA_TOOL_OPTIONS")).hasValue(attached() + REGISTERED);
            assertThat(run.variable("THAW_EXTENSION")).isEmpty();
            assertThat(socketsOf(run.process())).hasSize(1);
            assertThat(run.stderr()).isEmpty();
            assertThat(api.furtherRequests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql-connector-j-9.1.0.jar",
                "mariadb-java-client-3.5.1.jar",
                "H2-2.3.jar",
                "com.Oracle.JDBC.ojdbc11.jar",
                "PostgreSQL.jar"
            })
    void aJarWithTheNameOfADriverIsEnough(String name) throws Exception {
        holdDriver(name);
        try (ExtensionsApi api = new ExtensionsApi(200)) {
            expectRegistered(api, NO_SETTINGS);
        }
    }

    @Test
    void anUnpackedDriverIsEnough() throws Exception {
        Files.createFile(
                Files.createDirectories(task.resolve("META-INF/services")).resolve("java.sql.Driver"));
        try (ExtensionsApi api = new ExtensionsApi(200)) {
            expectRegistered(api, NO_SETTINGS);
        }
    }

    @Test
    void withoutADriverWhereItIsSaid() throws Exception {
        try (ExtensionsApi api = new ExtensionsApi(200)) {
            expectRegistered(api, List.of("THAW_EXTENSION=true"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "THAW_EXTENSION=false",
                "THAW_EXTENSION=yes",
                "THAW_ENABLED=no",
                "JAVA_TOOL_OPTIONS=-Dthaw.extension=false",
                "JAVA_TOOL_OPTIONS=-Dthaw.enabled=false",
                "JDK_JAVA_OPTIONS=-Dthaw.extension=false",
                "LAMBDA_TASK_ROOT="
            })
    void notWhereTheAgentWouldNotOrHasToJudge(String setting) throws Exception {
        holdDriver("mysql-connector-j.jar");
        try (ExtensionsApi api = new ExtensionsApi(200)) {
            expectLeftToTheAgent(api.address(), List.of(setting));
            assertThat(api.furtherRequests()).isEmpty();
        }
    }

    @Test
    void notWhereTheCommandLineSaysSo() throws Exception {
        holdDriver("mysql-connector-j.jar");
        List<String> original = Run.probe(List.of("-Dthaw.extension=false"), List.of());
        try (ExtensionsApi api = new ExtensionsApi(200);
                Run run = run(api.address(), NO_SETTINGS, List.of(BASH.toString(), "--posix"), original)) {
            expectLeftToTheAgent(run);
            assertThat(api.furtherRequests()).isEmpty();
        }
    }

    @Test
    void notWithoutADriver() throws Exception {
        Files.createFile(task.resolve("lib").resolve("commons-lang3.jar"));
        try (ExtensionsApi api = new ExtensionsApi(200)) {
            expectLeftToTheAgent(api.address(), NO_SETTINGS);
            assertThat(api.furtherRequests()).isEmpty();
        }
    }

    @Test
    void notUnderAShellThatKnowsNoSockets() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/dash")), "no dash here");
        holdDriver("mysql-connector-j.jar");
        try (ExtensionsApi api = new ExtensionsApi(200);
                Run run = run(api.address(), NO_SETTINGS, List.of("/bin/dash"), Run.probe(List.of(), List.of()))) {
            expectLeftToTheAgent(run);
            assertThat(api.furtherRequests()).isEmpty();
        }
    }

    @Test
    void notWhereTheDescriptorIsInUse() throws Exception {
        holdDriver("mysql-connector-j.jar");
        List<String> shell = List.of(BASH.toString(), "-c", "exec 9</dev/null; exec /bin/bash --posix \"$@\"", "sh");
        try (ExtensionsApi api = new ExtensionsApi(200);
                Run run = run(api.address(), NO_SETTINGS, shell, Run.probe(List.of(), List.of()))) {
            expectLeftToTheAgent(run);
            assertThat(api.furtherRequests()).isEmpty();
        }
    }

    @Test
    void theAgentIsLeftToSayWhatLambdaRefuses() throws Exception {
        holdDriver("mysql-connector-j.jar");
        try (ExtensionsApi api = new ExtensionsApi(403);
                Run run = stays(api.address())) {
            run.awaitLine("ready");
            assertThat(api.awaitRequest()).startsWith("POST ");
            assertThat(api.furtherRequests()).isEmpty();
            assertThat(run.variable("JAVA_TOOL_OPTIONS")).hasValue(attached());
            assertThat(socketsOf(run.process())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:1", "127.0.0.1", "127.0.0.1:", ":", "[::1]:1", "no such host:80", "a/../b:1"})
    void theFunctionStartsWhereTheApiIsNot(String api) throws Exception {
        holdDriver("mysql-connector-j.jar");
        expectLeftToTheAgent(api, NO_SETTINGS);
    }

    /** The connection is reset before an answer, and in the midst of one: the next write raises SIGPIPE then. */
    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nLambda-Extension-Identifier: 1\r\n"})
    void theFunctionStartsWhereTheApiBreaksOff(String answer) throws Exception {
        holdDriver("mysql-connector-j.jar");
        try (ServerSocket api = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread breaking = new Thread(() -> answerAndReset(api, answer));
            breaking.start();
            expectLeftToTheAgent("127.0.0.1:" + api.getLocalPort(), NO_SETTINGS);
            breaking.join();
        }
    }

    private static void answerAndReset(ServerSocket api, String answer) {
        try (Socket socket = api.accept()) {
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that takes the connection and says nothing. */
    @Test
    void theFunctionStartsWhereTheApiIsSilent() throws Exception {
        holdDriver("mysql-connector-j.jar");
        try (ServerSocket api = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            expectLeftToTheAgent("127.0.0.1:" + api.getLocalPort(), NO_SETTINGS);
        }
    }

    private void expectRegistered(ExtensionsApi api, List<String> settings) throws IOException, InterruptedException {
        try (Run run = wrapped(api.address(), settings)) {
            assertThat(run.exit()).isZero();
            assertThat(api.awaitRequest()).startsWith("POST ");
            assertThat(api.awaitRequest()).startsWith("GET ");
            assertThat(run.variable("JAVA_TOOL_OPTIONS")).hasValue(attached() + REGISTERED);
            assertThat(run.stderr()).isEmpty();
        }
    }

    private void expectLeftToTheAgent(String api, List<String> settings) throws IOException, InterruptedException {
        try (Run run = wrapped(api, settings)) {
            expectLeftToTheAgent(run);
        }
    }

    private void expectLeftToTheAgent(Run run) throws IOException, InterruptedException {
        assertThat(run.exit()).isZero();
        assertThat(run.values("attached")).containsExactly("1");
        assertThat(run.variable("JAVA_TOOL_OPTIONS"))
                .hasValueSatisfying(options -> assertThat(options)
                        .endsWith("-agentlib:instrument=" + layer.agent())
                        .doesNotContain(REGISTERED));
        assertThat(run.stderr().lines()).allMatch(line -> line.startsWith("NOTE: Picked up JDK_JAVA_OPTIONS"));
    }

    private Run wrapped(String api, List<String> settings) throws IOException {
        return run(api, settings, List.of(BASH.toString(), "--posix"), Run.probe(List.of(), List.of()));
    }

    private Run stays(String api) throws IOException {
        List<String> probe = Run.probe(List.of("-D" + Probe.STAY + "=true"), List.of());
        return run(api, NO_SETTINGS, List.of(BASH.toString(), "--posix"), probe);
    }

    private Run run(String api, List<String> settings, List<String> shell, List<String> original) throws IOException {
        List<String> all = new ArrayList<>(List.of("AWS_LAMBDA_RUNTIME_API=" + api, "LAMBDA_TASK_ROOT=" + task));
        all.addAll(settings);
        List<String> command = new ArrayList<>(shell);
        command.add(layer.wrapper().toString());
        command.addAll(original);
        return Run.start(folder, all, command);
    }

    private void holdDriver(String jar) throws IOException {
        Files.createFile(task.resolve("lib").resolve(jar));
    }

    private String attached() {
        return "-agentlib:instrument=" + layer.agent();
    }

    private static List<Path> socketsOf(Process process) throws IOException {
        List<Path> sockets = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            for (Path descriptor : (Iterable<Path>) descriptors::iterator) {
                if (Files.readSymbolicLink(descriptor).toString().startsWith("socket:")) {
                    sockets.add(descriptor);
                }
            }
        }
        return sockets;
    }
}
