package dev.thaw.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sentinel whose agent is incomplete: these classes are not in a jar. The healthy one is watched end to end. */
class SentinelTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream standard = System.err;
    private final Sentinel sentinel = new Sentinel(null, false);

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setErr(standard);
    }

    @Test
    void nothingIsLoadedForWhatDoesNotLeadToJdbc() {
        assertThat(sentinel.watch("com.example.Handler")).isFalse();
        assertThat(sentinel.hasGivenUp()).isFalse();
        assertThat(lines()).isZero();
    }

    @Test
    void whoCannotStartSaysSoOnce() {
        assertThat(sentinel.watch("java.sql.DriverManager")).isFalse();
        assertThat(sentinel.hasGivenUp()).isTrue();
        assertThat(sentinel.watch("javax.sql.DataSource")).isFalse();
        sentinel.postEverywhere();
        sentinel.run();
        sentinel.giveUp(new IllegalStateException("once more"));
        assertThat(lines()).isEqualTo(1);
    }

    @Test
    void whoCannotStartAtOnceSaysSoOnce() {
        sentinel.run();
        assertThat(sentinel.hasGivenUp()).isTrue();
        sentinel.postEverywhere();
        assertThat(sentinel.watch("java.sql.DriverManager")).isFalse();
        assertThat(lines()).isEqualTo(1);
    }

    private long lines() {
        return said.toString(StandardCharsets.UTF_8).lines().count();
    }
}
