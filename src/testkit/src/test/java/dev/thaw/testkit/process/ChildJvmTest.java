package dev.thaw.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChildJvmTest {
    @Test
    void givesExitCodeAndAllOutput() {
        JvmResult result = ChildJvm.of(Speaker.class)
                .jvmArgs("-Dgreeting=grüß dich")
                .args("3", "100000")
                .run();

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).startsWith("grüß dich").endsWith("end of out").hasSizeGreaterThan(100_000);
        assertThat(result.err()).endsWith("end of err").hasSizeGreaterThan(100_000);
        assertThat(result.millis()).isPositive();
        assertThatIllegalStateException()
                .isThrownBy(result::expectSuccess)
                .withMessageContaining("exit code 3")
                .withMessageContaining("end of err");
    }

    @Test
    void startsWithACleanEnvironment() {
        JvmResult result = ChildJvm.of(Environment.class).env("THAW_TEST", "1").run();

        assertThat(result.expectSuccess().out().lines())
                .contains("THAW_TEST=1", "LANG=C.UTF-8")
                .allMatch(line -> line.matches("(THAW_TEST|LANG|PATH)=.*"));
        assertThat(result.err()).isEmpty();
    }

    @Test
    void runsTheJdkUnderTest() throws Exception {
        assertThat(ChildJvm.of(Environment.class).args("java.home").run().out().trim())
                .isEqualTo(ChildJvm.javaHome().toRealPath().toString());
    }

    @Test
    void talksToItsChild() throws Exception {
        try (RunningJvm jvm = ChildJvm.of(Echo.class).start()) {
            jvm.stdin().write("hello\n".getBytes(StandardCharsets.UTF_8));
            jvm.stdin().flush();
            jvm.awaitOut("echo hello", Duration.ofSeconds(20));
            jvm.stdin().close();
            assertThat(jvm.await(Duration.ofSeconds(20)).exitCode()).isZero();
        }
    }

    @Test
    void saysWhereAChildHangs() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ChildJvm.of(Echo.class).run(Duration.ofSeconds(1)))
                .withMessageContaining("did not end within PT1S")
                .withMessageContaining("at dev.thaw.testkit.process.Echo.main");
    }

    @Test
    void saysWhatAChildPrintedInstead() {
        try (RunningJvm jvm = ChildJvm.of(Environment.class).start()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> jvm.awaitOut("no such text", Duration.ofSeconds(20)))
                    .withMessageContaining("LANG=C.UTF-8");
        }
    }
}
