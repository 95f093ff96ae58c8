package dev.thaw.demo.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.process.RunningJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A frozen function does not outlive the JVM that started it, not even one that is killed. */
class CallerKilledIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void aFrozenFunctionDiesWithItsCaller() throws Exception {
        ProcessHandle function;
        try (RunningJvm caller = ChildJvm.of(Caller.class).start()) {
            caller.awaitOut("started\n", LIMIT);
            function = ProcessHandle.of(
                            Long.parseLong(caller.out().lines().findFirst().orElseThrow()))
                    .orElseThrow();
            assertThat(Freezer.stopped(function.pid())).isTrue();
        }

        function.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    /** Starts a function, prints its process id, and waits to be killed. */
    static final class Caller {

        private Caller() {}

        public static void main(String[] args) throws InterruptedException {
            Environment environment = LocalLambda.builder()
                    .function(Path.of("target", "test-classes"))
                    .handler("dev.thaw.demo.fixture.Functions::echo")
                    .start();
            System.out.println(environment.pid() + "\nstarted");
            Thread.currentThread().join();
        }
    }
}
