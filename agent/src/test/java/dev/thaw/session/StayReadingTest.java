package dev.thaw.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts may read what a server was told of the session for the time between two borrowers. */
class StayReadingTest {
    private final Stay stay =
            new Stay(SessionTerms.of(ResetMode.AUTO).staying(1_200_000, "orders", true), DriverKind.PGJDBC);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT @@session.wait_timeout",
                "SELECT current_setting('idle_session_timeout')",
                "SHOW VARIABLES LIKE 'wait%'",
                "SELECT * FROM performance_schema.session_variables",
                "SELECT * FROM pg_settings",
                "pg_settings",
                "SHOW application_name",
                "application_name",
                "SELECT application_name FROM pg_stat_activity",
                "TABLE pg_stat_activity",
                "SHOW ALL"
            })
    void reads(String sql) {
        assertThat(stay.isSeenBy(sql)).isTrue();
        assertThat(stay.isSeenBy(sql.toUpperCase(Locale.ROOT))).isTrue();
        assertThat(stay.isSeenBy(sql.toLowerCase(Locale.ROOT))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "SELECT name FROM item WHERE id = ?", "UPDATE passage SET a_b = 1", "SHOW AL", "_TIMEOU"})
    void doesNot(String sql) {
        assertThat(stay.isSeenBy(sql)).isFalse();
    }
}
