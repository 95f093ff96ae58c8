package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.net.Relay;
import dev.thaw.testkit.process.ChildJvm;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The session ended, or the network forgot it, while the connection was idle: the next invocation does not notice. */
@Timeout(120)
class StaleConnectionIT {
    @ParameterizedTest
    @MethodSource("dev.thaw.endtoend.Opening#drivers")
    void aKilledSessionIsReplacedWithinTheCall(Opening opening) {
        Database database = opening.newDatabase();
        String url = opening.url(database).toString();
        try (Handler handler = Handler.start(eager(), url, database.user(), database.password())) {
            assertThat(handler.invoke("select")).isEqualTo("42");
            assertThat(handler.invoke("select")).isEqualTo("42");
            assertThat(database.connectionsOpened()).isEqualTo(1);
            database.killSessions();
            assertThat(handler.invoke("select")).isEqualTo("42");
            assertThat(handler.invoke("select")).isEqualTo("42");
            assertThat(database.connectionsOpened()).isEqualTo(2);
            assertThat(Agent.lines(handler.end().err())).isEmpty();
        }
    }

    /** Not H2: its driver does not bound a read, whatever the network timeout says. */
    static Stream<Opening> driversThatBoundAProbe() {
        return Opening.drivers().filter(opening -> opening.driver() != DriverKind.H2);
    }

    @ParameterizedTest
    @MethodSource("driversThatBoundAProbe")
    void aBlackHoleIsGivenUpAndReplacedWithinTheCall(Opening opening) {
        Database database = opening.newDatabase();
        try (Relay relay = Relay.to(database.host(), database.port())) {
            String url = opening.url(database).at(relay.port()).toString();
            try (Handler handler = Handler.start(eager(), url, database.user(), database.password())) {
                assertThat(handler.invoke("select")).isEqualTo("42");
                relay.stopForwarding();
                long start = System.nanoTime();
                handler.begin("select");
                awaitConnections(relay, 2);
                assertThat(System.nanoTime() - start)
                        .as("the probe is bounded by 300 ms; isValid knows whole seconds only")
                        .isLessThan(TimeUnit.SECONDS.toNanos(5));
                relay.resume();
                assertThat(handler.answer()).isEqualTo("42");
                assertThat(handler.invoke("select")).isEqualTo("42");
                assertThat(relay.connections()).isEqualTo(2);
            }
        }
    }

    /** It is closed instead of asked, and Connector/J rolls back as it closes. */
    @ParameterizedTest
    @MethodSource("driversThatBoundAProbe")
    void aBlackHoleKeepsNobodyWaitingWhoClosesWhatIsTooOld(Opening opening) {
        Database database = opening.newDatabase();
        try (Relay relay = Relay.to(database.host(), database.port())) {
            String url = opening.url(database).at(relay.port()).toString();
            ChildJvm jvm =
                    Agent.with(HandlerProgram.class).env("THAW_MAX_IDLE", "1ms").env("THAW_VALIDATE_TIMEOUT", "300ms");
            try (Handler handler = Handler.start(jvm, url, database.user(), database.password())) {
                assertThat(handler.invoke("transaction")).isEqualTo("42");
                relay.forgetOpen();
                handler.begin("transaction");
                awaitConnections(relay, 2);
                assertThat(handler.answer()).isEqualTo("42");
            }
        }
    }

    /** Probes before every reuse. */
    private static ChildJvm eager() {
        return Agent.with(HandlerProgram.class)
                .env("THAW_VALIDATE_AFTER", "0ms")
                .env("THAW_VALIDATE_TIMEOUT", "300ms");
    }

    /** Until the driver, having given up the old connection, tries a new one. */
    private static void awaitConnections(Relay relay, long expected) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (relay.connections() < expected && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        assertThat(relay.connections()).isEqualTo(expected);
    }
}
