package dev.thaw.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProcessGuardTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void killsRunningAndFrozenProcessesWhenTheJvmIsKilled() throws Exception {
        try (RunningJvm caller = ChildJvm.of(Sleepers.class).start()) {
            caller.awaitOut("ready", PATIENCE);
            List<ProcessHandle> sleepersAndGuard = pids(caller);
            assertThat(sleepersAndGuard).hasSize(3).allMatch(ProcessHandle::isAlive);
            for (ProcessHandle process : sleepersAndGuard) {
                if (!process.info().command().orElse("").endsWith("sleep")) {
                    sendWhatATerminalSendsToAll(process.pid());
                }
            }

            Signal.KILL.sendTo(caller.pid());

            awaitEnd(sleepersAndGuard);
        }
    }

    private static void sendWhatATerminalSendsToAll(long guard) {
        Signal.INT.sendTo(guard);
        Signal.QUIT.sendTo(guard);
        Signal.TERM.sendTo(guard);
    }

    @Test
    void killsWhenTheJvmReturns() throws Exception {
        try (RunningJvm caller = ChildJvm.of(Sleepers.class).args("return").start()) {
            caller.awaitOut("ready", PATIENCE);
            awaitEnd(pids(caller));
            assertThat(caller.await(PATIENCE).exitCode()).isZero();
        }
    }

    @Test
    void sparesWhatIsNoLongerWatched() throws Exception {
        Process spared = new ProcessBuilder("sleep", "60").start();
        try (RunningJvm caller =
                ChildJvm.of(Unwatcher.class).args(Long.toString(spared.pid())).start()) {
            caller.awaitOut("ready", PATIENCE);
            List<ProcessHandle> watched = pids(caller);

            Signal.KILL.sendTo(caller.pid());

            // The guard kills in the order of the watch, so here it had its chance.
            awaitEnd(watched);
            assertThat(spared.isAlive()).isTrue();
        } finally {
            spared.destroyForcibly();
        }
    }

    @Test
    void leavesNeitherServersNorTheirDataWhenTheJvmIsKilled() throws Exception {
        Path dir = Servers.directory();
        List<Path> before = runDirectories(dir);
        try (RunningJvm caller =
                ChildJvm.of(ServerStarter.class).args(dir.toString()).start()) {
            caller.awaitOut("ready", PATIENCE);
            List<ProcessHandle> serversAndGuard = pids(caller);
            assertThat(serversAndGuard).hasSize(3);
            assertThat(runDirectories(dir)).hasSize(before.size() + 2);
            for (ProcessHandle process : serversAndGuard) {
                if (process.info().command().orElse("").endsWith("mariadbd")) {
                    Signal.STOP.sendTo(process.pid());
                }
            }

            Signal.KILL.sendTo(caller.pid());

            awaitEnd(serversAndGuard);
            assertThat(runDirectories(dir)).isEqualTo(before);
        }
    }

    private static List<Path> runDirectories(Path dir) throws IOException {
        if (!Files.exists(dir)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(dir)) {
            return all.filter(path -> path.getFileName().toString().startsWith("run-"))
                    .sorted()
                    .toList();
        }
    }

    private static List<ProcessHandle> pids(RunningJvm caller) {
        return caller.out()
                .lines()
                .filter(line -> line.startsWith("pid "))
                .map(line -> ProcessHandle.of(Long.parseLong(line.substring(4))).orElseThrow())
                .toList();
    }

    private static void awaitEnd(List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
