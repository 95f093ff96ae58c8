package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.JdbcUrl;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java versions of Lambda's runtimes, as far as a JDK of them is on this machine, with every driver. */
@Tag("once")
class JavaVersionsIT {
    private static final String HOMES = "thaw.test.java.homes";
    private static final String PROGRAM = "src/test/java/dev/thaw/endtoend/JavaVersionsProgram.java";

    /** Of the program, which the tests' own classes beside it are not compiled for. */
    @TempDir
    private static Path classes;

    @BeforeAll
    static void compile() {
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "--release", "11", "-d", classes.toString(), PROGRAM))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 17, 21, 25})
    void connectionsAreReusedAndTheProgramSeesNoDifference(int version) throws IOException {
        Path home = home(version);
        assertThat(Opening.drivers()).allSatisfy(opening -> {
            Database database = opening.newDatabase();
            String plain = out(jvm(home), opening, database);
            long openedPlain = database.connectionsOpened();
            String ours = out(jvm(home).jvmArgs("-agentlib:instrument=" + Agent.JAR), opening, database);
            assertThat(ours).isEqualTo(plain).contains("closed").doesNotContain("open\n");
            assertThat(openedPlain).isEqualTo(2 * JavaVersionsProgram.OFTEN);
            assertThat(database.connectionsOpened() - openedPlain)
                    .as("one by DriverManager, one by the DataSource")
                    .isEqualTo(2);
        });
    }

    private static ChildJvm jvm(Path home) {
        String jars = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar") && !Path.of(entry).equals(Agent.JAR))
                .collect(Collectors.joining(File.pathSeparator));
        return Agent.without(JavaVersionsProgram.class).javaHome(home).classPath(classes + File.pathSeparator + jars);
    }

    private static String out(ChildJvm jvm, Opening opening, Database database) throws SQLException {
        JdbcUrl url = opening.url(database);
        return jvm.args(
                        Opening.dataSource(url, null, null).getClass().getName(),
                        url.toString(),
                        database.user(),
                        database.password())
                .run()
                .expectSuccess()
                .out();
    }

    /** Of a JDK beside the one that runs the tests, or one that is named. */
    private static Path home(int version) throws IOException {
        List<Path> homes = new ArrayList<>();
        for (String named : System.getProperty(HOMES, "").split(File.pathSeparator, -1)) {
            homes.add(Path.of(named));
        }
        try (DirectoryStream<Path> beside =
                Files.newDirectoryStream(ChildJvm.javaHome().resolveSibling("."))) {
            beside.forEach(homes::add);
        }
        Optional<Path> found =
                homes.stream().filter(home -> version(home) == version).findFirst();
        Assumptions.assumeTrue(
                found.isPresent(), "no JDK " + version + " beside " + ChildJvm.javaHome() + ": name one by -D" + HOMES);
        return found.get();
    }

    /** The feature version of the JDK in a folder; 0 where there is none. */
    private static int version(Path home) {
        Path release = home.resolve("release");
        if (!Files.exists(release) || !Files.exists(home.resolve("bin/javac"))) {
            return 0;
        }
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(release)) {
            properties.load(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Runtime.Version.parse(properties.getProperty("JAVA_VERSION").replace("\"", ""))
                .feature();
    }
}
