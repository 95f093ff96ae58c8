package dev.thaw.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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

    /** The same names as the agent's own, in any case. */
    @ParameterizedTest
    @MethodSource("namesTheAgentKnows")
    void aJarWithTheNameOfADriverIsEnough(String name) throws Exception {
        holdDriver("a-" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "-1.jar");
        try (ExtensionsApi api = new ExtensionsApi(200)) {
            expectRegistered(api, NO_SETTINGS);
        }
    }

    static List<String> namesTheAgentKnows(@TempDir Path unpacked) throws Exception {
        Path agent = Layer.unpackInto(unpacked.resolve("opt")).agent();
        try (URLClassLoader jar = new URLClassLoader(new URL[] {agent.toUri().toURL()}, null)) {
            Field names = jar.loadClass("dev.thaw.agent.DriverInSight").getDeclaredField("NAMES");
            names.setAccessible(true);
            return List.of((String[]) names.get(null));
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
                "_JAVA_OPTIONS=-Dthaw.extension=false",
                "JAVA_TOOL_OPTIONS=-XX:VMOptionsFile=/dev/null",
                "JDK_JAVA_OPTIONS=@/dev/null",
                "THAW_EXTENSION= true ",
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

    /** As a proxy of another layer may answer: it ends each connection, and writes names as it likes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.0 200 OK\r\nLambda-Extension-Identifier: 1\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nConnection: close\r\nLAMBDA-EXTENSION-IDENTIFIER:1 \r\n\r\n{}",
                "HTTP/1.1 200\r\nlambda-extension-identifier:\t1\r\n",
            })
    void itAsksForTheNextEventOverAConnectionOfItsOwn(String answer) throws Exception {
        holdDriver("mysql-connector-j.jar");
        try (ScriptedApi api = new ScriptedApi(false, List.of(answer, ""));
                Run run = wrapped(api.address(), NO_SETTINGS)) {
            assertThat(api.awaitRequest()).isEqualTo("POST /2020-01-01/extension/register HTTP/1.1");
            assertThat(api.awaitRequest()).isEqualTo("GET /2020-01-01/extension/event/next HTTP/1.1");
            assertThat(run.exit()).isZero();
            assertThat(run.variable("JAVA_TOOL_OPTIONS")).hasValue(attached() + REGISTERED);
        }
    }

    /** The agent would be refused: its name is taken. */
    @Test
    void itIsRegisteredAlthoughNobodyTakesItsNextRequest() throws Exception {
        holdDriver("mysql-connector-j.jar");
        String answer = "HTTP/1.1 200 OK\r\nLambda-Extension-Identifier: 1\r\n\r\n{}";
        try (ScriptedApi api = new ScriptedApi(true, List.of(answer, ""));
                Run run = wrapped(api.address(), NO_SETTINGS)) {
            assertThat(run.exit()).isZero();
            assertThat(run.variable("JAVA_TOOL_OPTIONS")).hasValue(attached() + REGISTERED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 403 Forbidden\r\nLambda-Extension-Identifier: 1\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nLambda-Extension-Ident",
                "SSH-2.0-OpenSSH_9.6\r\n"
            })
    void theAgentIsLeftToSayWhatIsWrong(String answer) throws Exception {
        holdDriver("mysql-connector-j.jar");
        for (boolean reset : new boolean[] {false, true}) {
            try (ScriptedApi api = new ScriptedApi(reset, List.of(answer));
                    Run run = stays(api.address())) {
                run.awaitLine("ready");
                assertThat(socketsOf(run.process())).isEmpty();
                run.process().outputWriter().close();
                expectLeftToTheAgent(run);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:1",
                "127.0.0.1",
                "127.0.0.1:",
                "127.0.0.1:999999",
                ":",
                "",
                "[::1]:1",
                "192.0.2.1:80",
                "no such host:80",
                "a/../b:1"
            })
    void theFunctionStartsWhereTheApiIsNot(String api) throws Exception {
        holdDriver("mysql-connector-j.jar");
        expectLeftToTheAgent(api, NO_SETTINGS);
    }

    /** The connection has ended before the first write, which the shell is held up for: its second line raises SIGPIPE. */
    @Test
    void theFunctionStartsWhereTheApiBreaksOff() throws Exception {
        holdDriver("mysql-connector-j.jar");
        Path broken = folder.resolve("broken");
        assertThat(new ProcessBuilder("mkfifo", broken.toString()).start().waitFor())
                .isZero();
        String printf = "BASH_FUNC_printf%%=() { [ -p '" + broken + "' ] && read -r REPLY < '" + broken
                + "'; builtin printf \"$@\"; }";
        try (ServerSocket api = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread breaking = new Thread(() -> end(api, broken));
            breaking.start();
            expectLeftToTheAgent("127.0.0.1:" + api.getLocalPort(), List.of(printf));
            breaking.join();
        }
    }

    private static void end(ServerSocket api, Path broken) {
        try {
            api.accept().close();
            Files.writeString(broken, "now\n", StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that takes the connection and says nothing: the function starts while it is still silent. */
    @Test
    void theFunctionStartsWhereTheApiIsSilent() throws Exception {
        holdDriver("mysql-connector-j.jar");
        try (ServerSocket api = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            expectLeftToTheAgent("127.0.0.1:" + api.getLocalPort(), NO_SETTINGS);
        }
    }

    /** A header every now and then, without an end: the time is for all of them. */
    @Test
    void theFunctionStartsWhereTheApiDoesNotComeToAnEnd() throws Exception {
        holdDriver("mysql-connector-j.jar");
        try (ServerSocket api = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread talking = new Thread(() -> talkUntilNobodyListens(api));
            talking.start();
            expectLeftToTheAgent("127.0.0.1:" + api.getLocalPort(), NO_SETTINGS);
            talking.join();
        }
    }

    private static void talkUntilNobodyListens(ServerSocket api) {
        try (Socket socket = api.accept()) {
            while (true) {
                socket.getOutputStream().write("X-Header: more\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException theFunctionHasStarted) {
            assertThat(theFunctionHasStarted).hasMessageMatching("(?i).*(broken pipe|reset).*");
        }
    }

    @Test
    void itsOtherVariablesAndItsErrorsStayAsTheyWere() throws Exception {
        holdDriver("mysql-connector-j.jar");
        try (ExtensionsApi api = new ExtensionsApi(200);
                Run run = wrapped(api.address(), List.of("IFS=x", "TEXT=a  b\n*"))) {
            assertThat(run.exit()).isZero();
            assertThat(run.variable("TEXT")).hasValue("a  b\n*");
            assertThat(run.lines()).noneMatch(line -> line.startsWith("env.thaw_"));
            assertThat(run.allOfStderr()).contains("Picked up JAVA_TOOL_OPTIONS: " + attached() + REGISTERED);
        }
    }

    @Test
    void onceWhenItIsCalledTwice() throws Exception {
        holdDriver("mysql-connector-j.jar");
        List<String> shell =
                List.of(BASH.toString(), "--posix", layer.wrapper().toString(), BASH.toString(), "--posix");
        try (ExtensionsApi api = new ExtensionsApi(200);
                Run run = run(api.address(), NO_SETTINGS, shell, Run.probe(List.of(), List.of()))) {
            assertThat(run.exit()).isZero();
            assertThat(api.awaitRequest()).startsWith("POST ");
            assertThat(api.awaitRequest()).startsWith("GET ");
            assertThat(api.furtherRequests()).isEmpty();
            assertThat(run.variable("JAVA_TOOL_OPTIONS")).hasValue(attached() + REGISTERED);
        }
    }

    private void expectRegistered(ExtensionsApi api, List<String> settings) throws IOException, InterruptedException {
        try (Run run = wrapped(api.address(), settings)) {
            assertThat(run.exit()).isZero();
            assertThat(run.variable("JAVA_TOOL_OPTIONS")).hasValue(attached() + REGISTERED);
            assertThat(run.stderr()).isEmpty();
            assertThat(api.awaitRequest()).startsWith("POST ");
            assertThat(api.awaitRequest()).startsWith("GET ");
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
                        .matches("(.* )?-(agentlib:instrument=|javaagent:)"
                                + Pattern.quote(layer.agent().toString()))
                        .doesNotContain(REGISTERED));
        assertThat(run.stderr().lines()).allMatch(line -> line.contains("Picked up "));
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
                if (isSocket(descriptor)) {
                    sockets.add(descriptor);
                }
            }
        }
        return sockets;
    }

    private static boolean isSocket(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (NoSuchFileException closedMeanwhile) {
            return false;
        }
    }
}
