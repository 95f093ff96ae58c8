package dev.thaw.demo.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thaw.demo.lambda.Invocation.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The local Lambda does to a function what Lambda does. */
class LocalLambdaIT {

    @Test
    void anEventIsAnsweredByTheHandler() {
        try (Environment environment = function("Functions::echo").start()) {
            Invocation invocation = environment.invoke("{\"answer\":42}");

            assertThat(invocation.outcome()).isEqualTo(Outcome.RESPONSE);
            assertThat(invocation.payload()).isEqualTo("{\"answer\":42}");
            assertThat(invocation.duration()).isPositive();
            assertThat(environment.coldStart()).isEqualTo(environment.init().plus(invocation.duration()));
        }
    }

    @Test
    void eachInvocationHandsBackItsOwnLog() {
        try (Environment environment = function("Functions::echo").start()) {
            environment.invoke("{}");

            assertThat(environment.invoke("{}").log()).containsExactly("to stdout", "to stderr", "to the logger");
        }
    }

    @Test
    void anExceptionIsAnErrorAndTheEnvironmentLivesOn() {
        try (Environment environment = function("Functions::fail").start()) {
            Invocation first = environment.invoke("{}");

            assertThat(first.outcome()).isEqualTo(Outcome.ERROR);
            assertThat(first.payload()).contains("java.lang.UnsupportedOperationException", "not today");
            assertThat(environment.invoke("{}").outcome()).isEqualTo(Outcome.ERROR);
        }
    }

    @Test
    void aHandlerThatTakesTooLongEndsTheEnvironment() {
        try (Environment environment =
                function("Functions::hang").timeout(Duration.ofMillis(300)).start()) {
            Invocation invocation = environment.invoke("{}");

            assertThat(invocation.outcome()).isEqualTo(Outcome.TIMED_OUT);
            assertThat(invocation.payload()).contains("Sandbox.Timedout");
            assertThat(invocation.log()).contains("about to hang");
            assertThat(environment.isAlive()).isFalse();
            assertThatThrownBy(() -> environment.invoke("{}")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aProcessThatExitsIsAnError() {
        try (Environment environment = function("Functions::exit").start()) {
            Invocation invocation = environment.invoke("{}");

            assertThat(invocation.outcome()).isEqualTo(Outcome.EXITED);
            assertThat(invocation.payload()).contains("Runtime.ExitError");
            assertThat(environment.shutdown().exitCode()).isEqualTo(3);
        }
    }

    @Test
    void aHandlerThatCannotBeMadeFailsInit() {
        assertThatThrownBy(() -> function("BrokenFunction::port").start())
                .asInstanceOf(InstanceOfAssertFactories.type(InitFailedException.class))
                .satisfies(failure -> {
                    assertThat(failure.payload()).contains("java.lang.ExceptionInInitializerError");
                    assertThat(failure.log()).anyMatch(line -> line.contains("not a port"));
                });
    }

    @Test
    void theFunctionSeesItsOwnEnvironmentAndNotThatOfTheCaller() {
        try (Environment environment =
                function("Functions::lookUp").environment("DB_USER", "thaw").start()) {
            assertThat(environment
                            .invoke("{\"variable\":\"DB_USER\",\"property\":\"org.crac.Core.Compat\"}")
                            .payload())
                    .contains("\"variable\":\"thaw\"")
                    .contains("\"property\":\"com.amazonaws.services.lambda.crac\"")
                    .contains("\"loader\":\"CustomerClassLoader\"");
            assertThat(environment
                            .invoke("{\"variable\":\"HOME\",\"property\":\"java.home\"}")
                            .payload())
                    .contains("\"variable\":\"null\"")
                    .contains("\"property\":\"" + RuntimeCommand.javaHome() + "\"");
        }
    }

    @Test
    void noThreadRunsBetweenInvocations() {
        try (Environment environment = function("Functions::echo").start()) {
            assertThat(Freezer.stopped(environment.pid())).isTrue();
            environment.invoke("{}");
            assertThat(Freezer.stopped(environment.pid())).isTrue();

            environment.thaw();

            assertThat(Freezer.stopped(environment.pid())).isFalse();
        }
    }

    @Test
    void anEnvironmentThatDoesNotFreezeRunsBetweenInvocations() {
        try (Environment environment =
                function("Functions::echo").freezeBetweenInvocations(false).start()) {
            environment.invoke("{}");

            assertThat(Freezer.stopped(environment.pid())).isFalse();
        }
    }

    @Test
    void withoutAnExtensionTheProcessIsKilled() {
        try (Environment environment = function("Functions::echo").start()) {
            environment.invoke("{}");

            assertThat(environment.shutdown().exitCode()).isEqualTo(128 + 9);
        }
    }

    @Test
    void withAnInternalExtensionTheProcessIsToldToShutDown() {
        try (Environment environment = function("ExtendedFunction::echo").start()) {
            environment.invoke("{}");

            Shutdown shutdown = environment.shutdown();

            assertThat(shutdown.exitCode()).isEqualTo(128 + 15);
            assertThat(shutdown.log()).containsExactly("told to shut down");
        }
    }

    @Test
    void noExtensionCanRegisterAfterInit() {
        try (Environment environment =
                function("ExtendedFunction::registerLate").start()) {
            assertThat(environment.invoke("{\"name\":\"late\"}").payload()).isEqualTo("403");
        }
    }

    @Test
    void asManyEventsAreServedAtOnceAsItIsConfiguredFor() {
        try (Environment environment =
                function("Functions::meet").concurrency(2).start()) {
            CompletableFuture<Invocation> one =
                    CompletableFuture.supplyAsync(() -> environment.invoke("{\"event\":1}"));
            Invocation two = environment.invoke("{\"event\":2}");

            assertThat(one.join().payload()).isEqualTo("{\"event\":1}");
            assertThat(two.payload()).isEqualTo("{\"event\":2}");
        }
    }

    @Test
    void ofSeveralEventsAtOnceOneThatTakesTooLongEndsNothing() {
        try (Environment environment = function("Functions::meet")
                .concurrency(2)
                .timeout(Duration.ofMillis(300))
                .start()) {
            assertThat(environment.invoke("{}").outcome()).isEqualTo(Outcome.TIMED_OUT);

            assertThat(environment.invoke("{}").outcome()).isEqualTo(Outcome.RESPONSE);
        }
    }

    @Test
    void aShutdownDoesNotWaitForTheInvocation() {
        try (Environment environment = function("Functions::hang").start()) {
            CompletableFuture<Invocation> running = CompletableFuture.supplyAsync(() -> environment.invoke("{}"));
            while (!environment.newLines().contains("about to hang")) {
                assertThat(running).isNotDone();
            }

            environment.shutdown();

            assertThat(running.join().outcome()).isEqualTo(Outcome.EXITED);
        }
    }

    @Test
    void aSnapshotWaitsStoppedForItsRestore() {
        try (Snapshot snapshot = function("CheckpointedFunction::echo").snapshot()) {
            assertThat(Freezer.stopped(snapshot.pid())).isTrue();
            assertThat(snapshot.log()).containsExactly("before the checkpoint");

            Invocation invocation = snapshot.restore().invoke("{\"answer\":42}");

            assertThat(invocation.payload()).isEqualTo("{\"answer\":42}");
            assertThat(invocation.log()).containsExactly("after the restore");
        }
    }

    private static LocalLambda.Builder function(String handler) {
        return LocalLambda.builder()
                .function(Path.of("target", "test-classes"))
                .handler("dev.thaw.demo.fixture." + handler);
    }
}
