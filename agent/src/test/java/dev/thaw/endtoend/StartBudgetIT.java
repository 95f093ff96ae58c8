package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a start may cost, in what is exact: classes that the agent loads, the size of its jar, the use of the JDK's class
 * archive. Who needs more than a budget raises it here and says why in the commit.
 */
class StartBudgetIT {
    private static final int CLASSES_FOR_ONE_CONNECTION = 138;
    /** What weaves DriverManager and ClassLoader. */
    private static final int CLASSES_WITHOUT_JDBC = 20;

    private static final long LARGEST_JAR = 400_000;

    @TempDir
    private Path folder;

    @Test
    void oneConnection() throws IOException {
        Database database = Servers.h2().newDatabase("budget");
        ChildJvm jvm = Agent.with(NaiveProgram.class).args(database.jdbcUrl(), database.user(), database.password());
        Set<String> loaded = ours(classesOf(jvm));
        assertThat(loaded)
                .as("%s classes of the agent: %s", loaded.size(), loaded)
                .hasSizeLessThanOrEqualTo(CLASSES_FOR_ONE_CONNECTION);
    }

    /** To make an object by reflection has it write three, from JDK 18 on. */
    @Test
    void theJvmWritesNoClassesForHandles() throws IOException {
        Database database = Servers.h2().newDatabase("budget");
        ChildJvm jvm = Agent.with(NaiveProgram.class).args(database.jdbcUrl(), database.user(), database.password());
        List<String> lines = classesOf(jvm);
        List<String> behindHandles = IntStream.range(1, lines.size())
                .filter(i -> lines.get(i - 1).contains("$$Thaw "))
                .mapToObj(lines::get)
                .collect(Collectors.toList());
        assertThat(behindHandles)
                .isNotEmpty()
                .noneMatch(line -> line.startsWith("java.lang.invoke.") || line.startsWith("jdk.internal.reflect."));
    }

    @Test
    void noJdbc() throws IOException {
        Set<String> loaded = ours(classesOf(Agent.with(NoJdbcProgram.class)));
        assertThat(loaded)
                .as("%s classes of the agent: %s", loaded.size(), loaded)
                .hasSizeLessThanOrEqualTo(CLASSES_WITHOUT_JDBC);
    }

    @Test
    void theClassArchiveStaysInUse() throws IOException {
        long without = archived(classesOf(Agent.without(NoJdbcProgram.class)));
        long with = archived(classesOf(Agent.with(NoJdbcProgram.class).jvmArgs("-Xshare:on")));
        assertThat(without).isPositive();
        assertThat(with).isGreaterThanOrEqualTo(without);
    }

    @Test
    void theJarIsSmall() throws IOException {
        assertThat(Files.size(Agent.JAR)).isLessThanOrEqualTo(LARGEST_JAR);
    }

    /** The lines {@code name source: where}. */
    private List<String> classesOf(ChildJvm jvm) throws IOException {
        Path log = Files.createTempFile(folder, "classes", ".log");
        jvm.jvmArgs("-Xlog:class+load:file=" + log + ":none").run().expectSuccess();
        return Files.readAllLines(log);
    }

    private static Set<String> ours(List<String> lines) {
        return lines.stream()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .filter(name -> name.startsWith("dev.thaw.") && !name.startsWith("dev.thaw.endtoend.")
                        || name.contains("$$Thaw"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static long archived(List<String> lines) {
        return lines.stream()
                .filter(line -> line.contains("shared objects file"))
                .count();
    }
}
