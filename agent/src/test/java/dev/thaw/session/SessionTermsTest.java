package dev.thaw.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an application reads of a URL to which the name of its session was added. */
class SessionTermsTest {
    private final SessionTerms terms = SessionTerms.of(ResetMode.AUTO).staying(0, "orders", true);

    @ParameterizedTest
    @CsvSource({
        "jdbc:mariadb://db/o?connectionAttributes=program_name:orders, jdbc:mariadb://db/o",
        "jdbc:mariadb://db/o?connectionAttributes=program_name:orders&a=b, jdbc:mariadb://db/o?a=b",
        "jdbc:mariadb://db/o?a=b&connectionAttributes=program_name:orders&c=d, jdbc:mariadb://db/o?a=b&c=d",
        "jdbc:mariadb://db/o?a=b&connectionAttributes=program_name:orders, jdbc:mariadb://db/o?a=b",
        "jdbc:mariadb://db/o?connectionAttributes=program_name:others, jdbc:mariadb://db/o?connectionAttributes=program_name:others",
        "jdbc:mariadb://db/o, jdbc:mariadb://db/o",
    })
    void whatWasAddedIsNotShown(String told, String own) {
        assertThat(terms.withoutAttribute(told)).isEqualTo(own);
    }
}
