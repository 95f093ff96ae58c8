package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.process.JvmResult;
import dev.thaw.testkit.server.Database;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Classes that the agent is not told of: out of an archive, since another agent has taken the hook away, or because it had not
 * started yet.
 */
class DefinitionsIT {
    private final Database database = Servers.h2().newDatabase("definitions");

    @TempDir
    private Path folder;

    @Test
    void aDataSourceAlone() throws IOException {
        assertThat(opened(Agent.with(SourceProgram.class), 0)).isEqualTo(1);
    }

    @Test
    void aDataSourceOutOfTheApplicationsOwnArchive() throws Exception {
        String classPath = programJar() + File.pathSeparator + ChildJvm.homeOf(JdbcDataSource.class);
        Path archive = folder.resolve("application.jsa");
        opened(
                Agent.without(SourceProgram.class)
                        .classPath(classPath)
                        .jvmArgs("-Xlog:disable", "-XX:ArchiveClassesAtExit=" + archive),
                0);
        Path log = folder.resolve("classes.log");
        // JDK 25 complains of an archive that was made without -javaagent under one.
        assertThat(opened(
                        Agent.without(SourceProgram.class)
                                .classPath(classPath)
                                .jvmArgs(
                                        "-agentlib:instrument=" + Agent.JAR,
                                        "-XX:SharedArchiveFile=" + archive,
                                        "-Xlog:class+load:file=" + log + ":none"),
                        0))
                .isEqualTo(1);
        assertThat(Files.readString(log)).contains("org.h2.message.DbException source: shared objects file");
    }

    @Test
    void anotherAgentHasTransformedClassLoaderAnew() throws IOException {
        ChildJvm jvm = Agent.with(SourceProgram.class).jvmArgs("-javaagent:" + FirstAgent.jar(folder) + "=retransform");
        assertThat(opened(jvm, 3)).as("one by DriverManager, one by DataSource").isEqualTo(2);
    }

    @Test
    void aPoolThatIsTheFirstToAskHasConnectionsOfItsOwn() {
        JvmResult result = Agent.with(PoolFirstProgram.class)
                .args(database.jdbcUrl(), database.user(), database.password())
                .run()
                .expectSuccess();
        assertThat(result.out().lines())
                .as("its classes are loaded before there is an agent")
                .containsExactly("org.h2.jdbc.JdbcConnection", "org.h2.jdbc.JdbcConnection");
    }

    private long opened(ChildJvm jvm, int byManager) throws IOException {
        long before = database.connectionsOpened();
        JvmResult result = jvm.args(
                        database.jdbcUrl(), database.user(), database.password(), Integer.toString(byManager))
                .run()
                .expectSuccess();
        assertThat(result.out().lines()).containsExactly("true", "true", "true");
        assertThat(Agent.lines(result.err())).isEmpty();
        return database.connectionsOpened() - before;
    }

    /** An archive takes classes out of jars only. */
    private Path programJar() throws IOException {
        Path jar = folder.resolve("program.jar");
        String name = SourceProgram.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry(name));
            out.write(SourceProgram.class.getResourceAsStream("/" + name).readAllBytes());
        }
        return jar;
    }
}
