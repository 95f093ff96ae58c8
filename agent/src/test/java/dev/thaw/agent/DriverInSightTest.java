package dev.thaw.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways in which functions are packaged, with a driver and without. */
class DriverInSightTest {
    private static final String SERVICE = "META-INF/services/java.sql.Driver";

    @TempDir
    private Path task;

    private Path lib;

    @BeforeEach
    void aFunctionWithoutADriver() throws IOException {
        lib = Files.createDirectories(task.resolve("lib"));
        jar("aws-lambda-java-core-1.4.0.jar", "com/amazonaws/Context.class");
    }

    @Test
    void thereIsNone() throws IOException {
        assertThat(inSight("")).isFalse();
        jar("gson-2.15.0.jar", "com/google/Gson.class");
        jar("guava-33.jar", "com/google/Lists.class");
        assertThat(inSight("/var/runtime/lib/aws-lambda-java-core.jar")).isFalse();
        assertThat(look("/var/runtime/lib/aws-lambda-java-core.jar")).isEqualTo(DriverInSight.NONE);
    }

    @Test
    void nobodyKnowsAboutManyJarsOrOnesOnTheClassPathOrADamagedOne() throws IOException {
        assertThat(look("/app/orders.jar")).isEqualTo(DriverInSight.UNKNOWN);
        assertThat(look(null, "")).isEqualTo(DriverInSight.UNKNOWN);
        Files.writeString(lib.resolve("damaged.jar"), "no zip");
        assertThat(look("")).isEqualTo(DriverInSight.UNKNOWN);
        Files.delete(lib.resolve("damaged.jar"));
        for (int i = 0; i < 8; i++) {
            jar("part" + i + ".jar", "x");
        }
        assertThat(look("")).isEqualTo(DriverInSight.UNKNOWN);
    }

    @Test
    void looksIntoAFewJarsOnTheClassPath() throws IOException {
        jar("orders.jar", "com/example/Orders.class");
        String orders = lib.resolve("orders.jar").toString();
        assertThat(DriverInSight.onClassPath(orders)).isEqualTo(DriverInSight.NONE);
        jar("orders-all.jar", SERVICE);
        String all = orders + java.io.File.pathSeparator + lib.resolve("orders-all.jar");
        assertThat(DriverInSight.onClassPath(all)).isEqualTo(DriverInSight.FOUND);
        assertThat(DriverInSight.onClassPath((orders + java.io.File.pathSeparator).repeat(9)))
                .isEqualTo(DriverInSight.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql-connector-j-9.4.0.jar",
                "mariadb-java-client-3.5.11.jar",
                "org.postgresql.postgresql-42.7.14.jar",
                "h2-2.5.252.jar",
                "aws-advanced-jdbc-wrapper-2.6.jar"
            })
    void aJarHasADriversName(String name) throws IOException {
        assertThat(inSight("/var/runtime/core.jar" + java.io.File.pathSeparator + "/app/" + name))
                .isTrue();
        jar("a.jar", "a");
        jar("b.jar", "b");
        jar(name, "x");
        assertThat(inSight("")).isTrue();
    }

    @Test
    void allIsInOneJar() throws IOException {
        jar("orders-all.jar", SERVICE);
        assertThat(inSight("")).isTrue();
    }

    @Test
    void theJarIsUnpacked() throws IOException {
        Path service = task.resolve(SERVICE);
        Files.createDirectories(service.getParent());
        Files.createFile(service);
        assertThat(inSight("")).isTrue();
        assertThat(look(null, task.toString())).isEqualTo(DriverInSight.FOUND);
    }

    private boolean inSight(String classPath) {
        return look(classPath) == DriverInSight.FOUND;
    }

    private int look(String classPath) {
        return look(task.toString(), classPath);
    }

    private void jar(String name, String entry) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(lib.resolve(name)))) {
            out.putNextEntry(new ZipEntry(entry));
            out.closeEntry();
        }
    }

    private static int look(String task, String classPath) {
        return DriverInSight.look(task, "/no/such/folder", DriverInSight.onClassPath(classPath));
    }
}
