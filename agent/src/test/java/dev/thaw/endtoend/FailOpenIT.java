package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.process.JvmResult;
import dev.thaw.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent that is broken: the program's output is that without an agent, and one line says why. */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailOpenIT {
    /** Tries every class of the jar, which takes minutes. */
    private static final boolean EVERY_CLASS = Boolean.getBoolean("thaw.test.every.class");

    private static final String INTERCEPTOR = "dev.thaw.intercept.Interceptor";

    @TempDir
    private static Path folder;

    private String expected;
    private Set<String> used;

    @BeforeAll
    void runWithoutAndWithAHealthyAgent() throws IOException {
        expected = run(Agent.without(NaiveProgram.class)).out();
        Path log = folder.resolve("classes.log");
        JvmResult healthy = run(Agent.with(NaiveProgram.class).jvmArgs("-Xlog:class+load:file=" + log + ""));
        assertThat(healthy.out()).isEqualTo(expected);
        assertThat(Agent.lines(healthy.err())).isEmpty();
        used = Files.readString(log)
                .lines()
                .map(line -> line.replaceFirst("^(\\[[^]]*])*\\s*", "").replaceFirst(" .*", ""))
                .filter(name -> name.startsWith("dev.thaw.") && !name.startsWith("dev.thaw.endtoend"))
                .collect(Collectors.toSet());
        assertThat(used).contains(INTERCEPTOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "after", "before after failed"})
    void anInterceptorThatThrows(String methods) throws IOException {
        JvmResult broken = run(Agent.with(
                BrokenAgent.throwing(folder, INTERCEPTOR, Set.of(methods.split(" ", -1))), NaiveProgram.class));
        assertThat(broken.out()).isEqualTo(expected);
        assertThat(Agent.lines(broken.err())).hasSize(1).first().asString().contains("made to fail");
    }

    @Test
    void anyClassThatIsTruncated() throws Exception {
        ExecutorService runners = Executors.newFixedThreadPool(2);
        Map<String, Future<String>> runs = new TreeMap<>();
        for (String name : BrokenAgent.classes()) {
            if (isTried(name)) {
                Callable<String> run = () -> whatIsWrongWithout(name);
                runs.put(name, runners.submit(run));
            }
        }
        runners.shutdown();
        Map<String, String> wrong = new TreeMap<>();
        for (Map.Entry<String, Future<String>> run : runs.entrySet()) {
            String found = run.getValue().get();
            if (!found.isEmpty()) {
                wrong.put(run.getKey(), found);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** The program does not get to the others. */
    private boolean isTried(String className) {
        return EVERY_CLASS || used.contains(className);
    }

    /** Empty where nothing is wrong. */
    private String whatIsWrongWithout(String className) throws IOException {
        Path jar = BrokenAgent.truncated(folder, className);
        JvmResult broken = runToAnyEnd(Agent.with(jar, NaiveProgram.class));
        List<String> lines = Agent.lines(broken.err());
        if (broken.exitCode() != 0 || !broken.out().equals(expected)) {
            return "other answers: " + broken;
        }
        int due = used.contains(className) ? 1 : 0;
        return lines.size() == due ? "" : lines.size() + " lines instead of " + due + ": " + lines;
    }

    private static JvmResult run(ChildJvm jvm) {
        return runToAnyEnd(jvm).expectSuccess();
    }

    private static JvmResult runToAnyEnd(ChildJvm jvm) {
        Database database = Servers.h2().newDatabase("failopen");
        return jvm.args(database.jdbcUrl(), database.user(), database.password())
                .run();
    }
}
