package dev.thaw.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.cache.Limits;
import dev.thaw.session.ResetMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken from the environment, and what is said about a value that cannot be. */
class SettingsTest {
    private final Map<String, String> environment = new HashMap<>();
    private final Properties properties = new Properties();
    private final Settings settings = new Settings(environment, properties);

    @ParameterizedTest
    @CsvSource({"500ms, 500", "0ms, 0", "2s, 2000", "15m, 900000", "1h, 3600000", "0s, 0", "007s, 7000"})
    void readsDurations(String text, long millis) {
        assertThat(Settings.millis(text)).isEqualTo(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "5", "1.5s", "-1s", "+1s", "1 s", "1S", "1d", "1sec", "ms", "12345678901s", "٣s"})
    void knowsWhatIsNoDuration(String text) {
        assertThat(Settings.millis(text)).isEqualTo(-1);
    }

    @Test
    void theDefaults() {
        assertThat(settings.limits()).usingRecursiveComparison().isEqualTo(limits(1_000, 1_000, 3_600_000, 900_000));
        assertThat(settings.logLevel()).isEqualTo(Log.ERROR);
        assertThat(settings.include()).isNull();
        assertThat(settings.exclude()).isNull();
        assertThat(settings.resetMode()).isEqualTo(ResetMode.AUTO);
        assertThat(settings.keepsPrepared()).isFalse();
        assertThat(settings.concurrency()).isEqualTo(1);
        assertThat(settings.complaints()).isEmpty();
    }

    @Test
    void takesTheEnvironment() {
        environment.put("THAW_VALIDATE_AFTER", "1ms");
        environment.put("THAW_VALIDATE_TIMEOUT", " 2ms ");
        environment.put("THAW_MAX_AGE", "3ms");
        environment.put("THAW_MAX_IDLE", "4ms");
        environment.put("THAW_LOG", "debug");
        environment.put("THAW_RESET", "always");
        environment.put("THAW_PREPARED", "Keep");
        environment.put("THAW_INCLUDE", "jdbc:h2:.*");
        environment.put("THAW_EXCLUDE", ".*audit.*");
        assertThat(settings.limits()).usingRecursiveComparison().isEqualTo(limits(1, 2, 3, 4));
        assertThat(settings.logLevel()).isEqualTo(Log.DEBUG);
        assertThat(settings.resetMode()).isEqualTo(ResetMode.ALWAYS);
        assertThat(settings.keepsPrepared()).isTrue();
        assertThat(settings.include()).hasToString("jdbc:h2:.*");
        assertThat(settings.exclude()).hasToString(".*audit.*");
        assertThat(settings.complaints()).isEmpty();
    }

    @Test
    void aSystemPropertyOfTheSameMeaningWins() {
        environment.put("THAW_VALIDATE_AFTER", "1ms");
        properties.setProperty("thaw.validate.after", "5s");
        environment.put("THAW_LOG", "nonsense");
        properties.setProperty("thaw.log", "off");
        assertThat(settings.limits()).usingRecursiveComparison().isEqualTo(limits(5_000, 1_000, 3_600_000, 900_000));
        assertThat(settings.logLevel()).isEqualTo(Log.OFF);
        assertThat(settings.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankSystemPropertyHidesNoVariable(String blank) {
        environment.put("THAW_LOG", "off");
        properties.setProperty("thaw.log", blank);
        assertThat(settings.logLevel()).isEqualTo(Log.OFF);
        assertThat(settings.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void blankIsNotSet(String blank) {
        for (String name : new String[] {"THAW_MAX_AGE", "THAW_LOG", "THAW_INCLUDE", "THAW_EXCLUDE"}) {
            environment.put(name, blank);
        }
        properties.setProperty("thaw.max.idle", blank);
        theDefaults();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "THAW_VALIDATE_AFTER   | soon  | a duration such as 500ms, 2s, 15m or 1h | 1s",
                "THAW_VALIDATE_TIMEOUT | 1     | a duration such as 500ms, 2s, 15m or 1h | 1s",
                "THAW_MAX_AGE          | -5m   | a duration such as 500ms, 2s, 15m or 1h | 1h",
                "THAW_MAX_IDLE         | 1 day | a duration such as 500ms, 2s, 15m or 1h | 15m",
                "THAW_LOG              | WARN  | off, error, info or debug               | error",
                "THAW_SERVER_IDLE      | never | off or a duration such as 500ms, 2s, 15m or 1h | off",
                "THAW_RESET            | on    | auto, always or never                   | auto",
                "THAW_PREPARED         | true  | forget or keep                          | forget",
                "THAW_INCLUDE          | (     | a regular expression (Unclosed group)   | not set",
                "THAW_EXCLUDE          | *     | a regular expression (Dangling meta character '*') | not set",
            })
    void aBadValueIsOneComplaintAndTheDefaultHolds(String name, String value, String allowed, String used) {
        environment.put(name, value);
        assertThat(settings.limits()).usingRecursiveComparison().isEqualTo(limits(1_000, 1_000, 3_600_000, 900_000));
        assertThat(settings.logLevel()).isEqualTo(Log.ERROR);
        assertThat(settings.serverIdleMillis()).isZero();
        assertThat(settings.resetMode()).isEqualTo(ResetMode.AUTO);
        assertThat(settings.keepsPrepared()).isFalse();
        assertThat(settings.include()).isNull();
        assertThat(settings.exclude()).isNull();
        assertThat(settings.complaints())
                .containsExactly(
                        name + " is '" + value + "', allowed is " + allowed + "; the default is used: " + used);
    }

    @Test
    void onLambdaServersEndIdleSessionsUnlessThatIsOff() {
        environment.put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:9001");
        assertThat(settings.serverIdleMillis()).isEqualTo(1_200_000);
        environment.put("THAW_SERVER_IDLE", "Off");
        assertThat(settings.serverIdleMillis()).isZero();
        environment.put("THAW_SERVER_IDLE", "30m");
        assertThat(settings.serverIdleMillis()).isEqualTo(1_800_000);
        assertThat(settings.complaints()).isEmpty();
        environment.put("THAW_SERVER_IDLE", "never");
        assertThat(settings.serverIdleMillis()).isEqualTo(1_200_000);
        assertThat(settings.complaints()).singleElement().asString().endsWith("the default is used: 20m");
    }

    @Test
    void wordsAreTakenInAnyCase() {
        environment.put("THAW_LOG", "INFO");
        environment.put("THAW_RESET", "Always");
        assertThat(settings.logLevel()).isEqualTo(Log.INFO);
        assertThat(settings.resetMode()).isEqualTo(ResetMode.ALWAYS);
        assertThat(settings.complaints()).isEmpty();
    }

    @Test
    void eachBadValueHasItsOwnComplaint() {
        environment.put("THAW_MAX_AGE", "x");
        environment.put("THAW_MAX_IDLE", "y");
        environment.put("THAW_LOG", "z");
        settings.limits();
        settings.logLevel();
        assertThat(settings.complaints()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"8, 8", "' 8 ', 8", "0, 1", "-3, 1", "many, 1", "'', 1"})
    void takesLambdasConcurrencyWhereItIsANumber(String value, int expected) {
        environment.put("AWS_LAMBDA_MAX_CONCURRENCY", value);
        assertThat(settings.concurrency()).isEqualTo(expected);
        assertThat(settings.complaints()).isEmpty();
    }

    private static Limits limits(long validateAfter, long validateTimeout, long maxAge, long maxIdle) {
        return new Limits(validateAfter, validateTimeout, maxAge, maxIdle);
    }
}
