package dev.thaw.demo.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorPayloadTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "java.lang.RuntimeException | java.sql.SQLException: gone | SQLException",
                "java.sql.SQLException      | the server said: no         | SQLException",
                "java.sql.SQLException      | gone                        | SQLException",
                "java.lang.StackOverflowError | none                      | StackOverflowError"
            })
    void namesTheInnermostExceptionThatThePayloadNames(String type, String message, String exception) {
        assertThat(new ErrorPayload(type, message).exception()).isEqualTo(exception);
    }
}
