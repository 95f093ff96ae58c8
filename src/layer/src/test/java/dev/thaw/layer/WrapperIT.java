package dev.thaw.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrapperIT {
    private static final List<String> NO_SETTINGS = List.of();

    @TempDir
    Path folder;

    private Layer layer;

    @BeforeEach
    void unpack() throws IOException {
        layer = Layer.unpackInto(folder.resolve("opt")).withStandInAgent();
    }

    @Nested
    class Attaches {

        @Test
        void theAgentNextToIt() throws Exception {
            try (Run run = wrapped(NO_SETTINGS)) {
                assertThat(run.exit()).isZero();
                assertThat(run.values("attached")).containsExactly("1");
                assertThat(run.variable("JAVA_TOOL_OPTIONS")).hasValue("-agentlib:instrument=" + layer.agent());
                assertThat(run.stderr()).isEmpty();
            }
        }

        @Test
        void behindTheOptionsThatAreThere() throws Exception {
            String before = "-Da=1  -Db=\"two words\" -Dc='*'\n-Dd=$HOME`id`\\";
            try (Run run = wrapped(List.of("JAVA_TOOL_OPTIONS=" + before))) {
                assertThat(run.exit()).isZero();
                assertThat(run.values("attached")).containsExactly("1");
                assertThat(run.variable("JAVA_TOOL_OPTIONS"))
                        .hasValue(before + " -agentlib:instrument=" + layer.agent());
            }
        }

        @Test
        void onceWhenItIsCalledTwice() throws Exception {
            try (Run run = run(NO_SETTINGS, List.of(wrapper(), wrapper()), probe())) {
                assertThat(run.exit()).isZero();
                assertThat(run.values("attached")).containsExactly("1");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "-javaagent:%s",
                    "-Da=1 -javaagent:%s=options -Db=2",
                    "-javaagent:\"%s\"",
                    "'-javaagent:%s'",
                    "-agentlib:instrument=%s",
                    "-agentlib:instrument=\"%s\" -Da=1",
                    "\"-agentlib:instrument=%s\""
                })
        void onceWhenTheOptionsNameItAlready(String options) throws Exception {
            String before = options.replace("%s", layer.agent().toString());
            try (Run run = wrapped(List.of("JAVA_TOOL_OPTIONS=" + before))) {
                assertThat(run.exit()).isZero();
                assertThat(run.values("attached")).containsExactly("1");
                assertThat(run.variable("JAVA_TOOL_OPTIONS")).hasValue(before);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"-Dagent=%s", "-Dnot=-javaagent:%s.old", "-Dnot=-agentlib:instrument=/else%s"})
        void whenTheOptionsOnlyLookAsIfTheyNamedIt(String options) throws Exception {
            String before = options.replace("%s", layer.agent().toString());
            try (Run run = wrapped(List.of("JAVA_TOOL_OPTIONS=" + before))) {
                assertThat(run.exit()).isZero();
                assertThat(run.values("attached")).containsExactly("1");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"two words", "it's", "a*b?[c]", "back\\slash", "$HOME `id`", "new\nline", "co:lon"})
        void fromAFolderWithAnAwkwardName(String name) throws Exception {
            layer = Layer.unpackInto(folder.resolve(name)).withStandInAgent();
            try (Run run = run(NO_SETTINGS, List.of(wrapper(), wrapper()), probe())) {
                assertThat(run.exit()).isZero();
                assertThat(run.values("attached")).containsExactly("1");
                assertThat(run.stderr()).doesNotContain("thaw: ");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"opt/thaw/wrapper", "./opt/thaw/wrapper"})
        void whenItIsCalledByARelativePath(String path) throws Exception {
            try (Run run = run(NO_SETTINGS, List.of(path), probe())) {
                assertThat(run.exit()).isZero();
                assertThat(run.values("attached")).containsExactly("1");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"sh", "dash", "bash --posix"})
        void underEveryShellThatIsHere(String shell) throws Exception {
            List<String> prefix = new ArrayList<>(List.of(shell.split(" ")));
            assumeTrue(Files.isExecutable(Path.of("/bin", prefix.get(0))), () -> "no " + shell + " here");
            prefix.add(wrapper());
            prefix.add(wrapper());
            List<String> awkward = List.of("a b", "", "*", "\\n", "-n");
            try (Run run = run(NO_SETTINGS, prefix, Run.probe(List.of(), awkward))) {
                assertThat(run.exit()).isZero();
                assertThat(run.values("attached")).containsExactly("1");
                assertThat(run.values("argument")).isEqualTo(awkward);
            }
        }

        @Test
        void beforeAndBehindTheWrapperOfAnotherLayer() throws Exception {
            String other = otherWrapper();
            for (List<String> chain : List.of(List.of(wrapper(), other), List.of(other, wrapper()))) {
                try (Run run = run(List.of("JAVA_TOOL_OPTIONS=-Dmine=1"), chain, probe())) {
                    assertThat(run.exit()).isZero();
                    assertThat(run.values("attached")).containsExactly("1");
                    assertThat(run.variable("JAVA_TOOL_OPTIONS"))
                            .hasValueSatisfying(options -> assertThat(options.split(" "))
                                    .containsExactlyInAnyOrder(
                                            "-Dmine=1", "-Dother=1", "-agentlib:instrument=" + layer.agent()));
                }
            }
        }

        /** Its boot graph has no module but those that the application needs, and those of a -javaagent. */
        @ParameterizedTest
        @ValueSource(
                strings = {"-m %s", "--module %s", "--module=%s", "@options", "--limit-modules jdk.compiler -m %s"})
        void toAJvmThatStartsFromAModule(String options) throws Exception {
            String main = "jdk.compiler/com.sun.tools.javac.Main";
            Files.writeString(folder.resolve("options"), "-m " + main);
            List<String> command = new ArrayList<>();
            command.add(Run.javaHome().resolve("bin/java").toString());
            command.addAll(List.of(options.replace("%s", main).split(" ")));
            command.add("--version");
            try (Run run = run(NO_SETTINGS, List.of(wrapper()), command)) {
                assertThat(run.exit()).isZero();
                assertThat(run.lines()).singleElement().asString().startsWith("javac ");
            }
        }

        /** A wrapper as other vendors write theirs: it prepends. */
        private String otherWrapper() throws IOException {
            Path script = folder.resolve("other");
            Files.writeString(script, """
                    #!/bin/sh
                    export JAVA_TOOL_OPTIONS="-Dother=1 ${JAVA_TOOL_OPTIONS}"
                    exec "$@"
                    """);
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            return script.toString();
        }
    }

    @Nested
    class StartsWithoutThaw {

        @Test
        void whenTheJarIsMissing() throws Exception {
            Files.delete(layer.agent());
            expectRefusal(layer.agent() + " is missing, empty or unreadable");
        }

        @Test
        void whenTheJarIsEmpty() throws Exception {
            Files.write(layer.agent(), new byte[0]);
            expectRefusal(layer.agent() + " is missing, empty or unreadable");
        }

        @Test
        void whenTheJarIsAFolder() throws Exception {
            Files.delete(layer.agent());
            Files.createDirectory(layer.agent());
            expectRefusal(layer.agent() + " is missing, empty or unreadable");
        }

        @ParameterizedTest
        @ValueSource(strings = {"a=b", "a\"b"})
        void whenNoJvmCanBeToldTheJarsPath(String name) throws Exception {
            layer = Layer.unpackInto(folder.resolve(name)).withStandInAgent();
            expectRefusal(layer.agent() + " cannot be attached from a path with '=' or '\"'");
        }

        @ParameterizedTest
        @ValueSource(strings = {"false", "False"})
        void whenItIsSwitchedOff(String off) throws Exception {
            try (Run run = wrapped(List.of("THAW_ENABLED=" + off))) {
                assertThat(run.exit()).isZero();
                assertThat(run.values("attached")).containsExactly("0");
                assertThat(run.variable("JAVA_TOOL_OPTIONS")).isEmpty();
                assertThat(run.stderr()).isEmpty();
            }
        }

        private void expectRefusal(String reason) throws IOException, InterruptedException {
            try (Run run = wrapped(List.of("JAVA_TOOL_OPTIONS=-Dmine=1"))) {
                assertThat(run.exit()).isZero();
                assertThat(run.values("attached")).containsExactly("0");
                assertThat(run.variable("JAVA_TOOL_OPTIONS")).hasValue("-Dmine=1");
                assertThat(run.stderr()).isEqualTo("thaw: " + reason + "; starting without Thaw");
            }
        }
    }

    @Nested
    class BecomesTheOriginalCommand {

        @Test
        void withItsArgumentsUnchanged() throws Exception {
            List<String> arguments = List.of(
                    "two words",
                    "",
                    " ",
                    "it's",
                    "\"quoted\"",
                    "*",
                    "?",
                    "[a-z]",
                    "~",
                    "$HOME",
                    "`id`",
                    "$(id)",
                    "a\nb",
                    "ends\n",
                    "\t",
                    "back\\slash\\",
                    "-n",
                    "--",
                    "a;b",
                    "a&b",
                    "#",
                    "!",
                    "{a,b}",
                    "a=b",
                    "%s");
            try (Run run = run(NO_SETTINGS, List.of(wrapper()), Run.probe(List.of(), arguments))) {
                assertThat(run.exit()).isZero();
                assertThat(run.values("argument")).isEqualTo(arguments);
            }
        }

        @Test
        void withItsOtherVariablesUnchanged() throws Exception {
            List<String> settings = List.of("jar=mine", "IFS=x", "ENV=/nowhere", "TEXT=a  b\n*");
            try (Run run = wrapped(settings)) {
                assertThat(run.exit()).isZero();
                assertThat(run.variable("jar")).hasValue("mine");
                assertThat(run.variable("ENV")).hasValue("/nowhere");
                assertThat(run.variable("TEXT")).hasValue("a  b\n*");
                assertThat(run.lines()).noneMatch(line -> line.startsWith("env.thaw_"));
            }
        }

        @Test
        void inTheSameProcess() throws Exception {
            try (Run run = wrapped(NO_SETTINGS)) {
                assertThat(run.exit()).isZero();
                assertThat(run.values("pid"))
                        .containsExactly(Long.toString(run.process().pid()));
            }
        }

        @Test
        void withItsExitStatus() throws Exception {
            List<String> exits = Run.probe(List.of("-D" + Probe.EXIT + "=7"), List.of());
            try (Run run = run(NO_SETTINGS, List.of(wrapper()), exits)) {
                assertThat(run.exit()).isEqualTo(7);
            }
        }

        @Test
        void withTheShellsStatusWhenThereIsNoSuchCommand() throws Exception {
            try (Run run = run(NO_SETTINGS, List.of(wrapper()), List.of(folder + "/no such command"))) {
                assertThat(run.exit()).isEqualTo(127);
            }
        }

        @Test
        void soThatASignalReachesTheJvm() throws Exception {
            List<String> stays = Run.probe(List.of("-D" + Probe.STAY + "=true"), List.of());
            try (Run run = run(NO_SETTINGS, List.of(wrapper()), stays)) {
                run.awaitLine("ready").process().toHandle().destroy();

                assertThat(run.exit()).isEqualTo(128 + 15);
                assertThat(run.values("stopped")).containsExactly("in order");
            }
        }
    }

    private Run wrapped(List<String> settings) throws IOException {
        return run(settings, List.of(wrapper()), probe());
    }

    private Run run(List<String> settings, List<String> wrappers, List<String> original) throws IOException {
        List<String> command = new ArrayList<>(wrappers);
        command.addAll(original);
        return Run.start(folder, settings, command);
    }

    private static List<String> probe() {
        return Run.probe(List.of(), List.of());
    }

    private String wrapper() {
        return layer.wrapper().toString();
    }
}
