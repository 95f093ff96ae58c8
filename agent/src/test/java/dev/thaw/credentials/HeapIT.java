package dev.thaw.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.process.JvmResult;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No password is on the heap on behalf of the agent, while its keys and idle connections are. */
class HeapIT {
    private static final String[] OPEN = {
        "java.lang",
        "java.lang.ref",
        "java.util",
        "java.util.concurrent",
        "java.util.concurrent.atomic",
        "java.util.concurrent.locks",
        "java.util.regex",
        "java.io",
        "java.nio",
        "java.nio.charset",
        "java.nio.file",
        "sun.nio.cs",
        "sun.nio.ch",
        "sun.nio.fs",
        "java.net",
        "java.security",
        "java.util.zip",
        "java.util.jar",
        "jdk.internal.ref",
        "jdk.internal.misc",
        "java.lang.invoke",
    };

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void noSecretIsKept(DriverKind driver) {
        Database database = Connections.newDatabase(driver);
        String password = "pa55word-" + database.user() + "-of-the-heap";
        Connections.changePassword(database, driver, password);
        ChildJvm child = ChildJvm.of(SecretProgram.class)
                .jvmArgs("-javaagent:" + System.getProperty("thaw.agent.jar"), "-Xshare:auto", "-XX:+UseSerialGC")
                .env("THAW_LOG", "debug")
                .args(
                        Connections.url(database, driver),
                        database.user(),
                        new StringBuilder(password).reverse().toString());
        for (String open : OPEN) {
            child.jvmArgs("--add-opens", "java.base/" + open + "=ALL-UNNAMED");
        }
        JvmResult result = child.run();
        // Some drivers' getConnection() of a DataSource asks its getConnection(user, password).
        int keys = driver == DriverKind.MARIADB ? 4 : 3;
        assertThat(database.connectionsOpened()).isEqualTo(keys);
        assertThat(result.out().lines())
                .as(result.err())
                .containsExactly(
                        "control secret=true keys=0 entries=0", "agent secret=false keys=" + keys + " entries=" + keys);
        assertThat(result.err()).contains("thaw: reused").doesNotContain(password);
    }
}
