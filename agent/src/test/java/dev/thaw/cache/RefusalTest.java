package dev.thaw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which refusals are worth another try. */
class RefusalTest {
    @ParameterizedTest
    @CsvSource({"08004,1040", "42000,1203", "42000,1226", "53300,0"})
    void aServerThatIsFull(String state, int code) {
        assertThat(Refusal.isForWantOfRoom(new SQLException("full", state, code)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"08001,0", "28000,1045", "28P01,0", "57P03,0", "08S01,0", "HY000,4031"})
    void anythingElse(String state, int code) {
        assertThat(Refusal.isForWantOfRoom(new SQLException("no", state, code))).isFalse();
    }

    @Test
    void oneThatADriverHidesInAnother() {
        SQLException hidden = new SQLException("cannot connect", "08001", new SQLException("full", "53300"));
        assertThat(Refusal.isForWantOfRoom(hidden)).isTrue();
        assertThat(Refusal.isForWantOfRoom(new IllegalStateException("no"))).isFalse();
    }
}
