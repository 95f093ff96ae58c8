package dev.thaw.cache;

import static dev.thaw.cache.Severity.FATAL;
import static dev.thaw.cache.Severity.HARMLESS;
import static dev.thaw.cache.Severity.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a failure says about its connection: SQLStates and codes as real servers gave them. */
class SeverityTest {
    @ParameterizedTest(name = "{0}/{1} is {2}: {3}")
    @CsvSource({
        "08S01, 0, FATAL, Connector/J: communications link failure",
        "08000, 0, FATAL, MariaDB's driver: the server closed it",
        "08003, 0, FATAL, connection does not exist",
        "08006, 0, FATAL, PostgreSQL: an I/O error occurred",
        "57P01, 0, FATAL, PostgreSQL: terminated by an administrator",
        "57P02, 0, FATAL, PostgreSQL: crash shutdown",
        "57P03, 0, FATAL, PostgreSQL: cannot connect now",
        "57P05, 0, FATAL, PostgreSQL: idle session timeout",
        "HY000, 4031, FATAL, MySQL 8: disconnected because of inactivity",
        "HY000, 1290, READER, MySQL: runs with --read-only after a failover",
        "HY000, 1836, READER, MySQL: running in read-only mode",
        "25006, 0, READER, PostgreSQL: read-only after a failover",
        "25P02, 0, HARMLESS, PostgreSQL: aborted transaction",
        "25001, 0, HARMLESS, PostgreSQL: isolation inside a transaction",
        "23000, 1062, HARMLESS, MySQL: duplicate key",
        "23505, 0, HARMLESS, PostgreSQL: duplicate key",
        "22001, 0, HARMLESS, value too long",
        "40001, 1213, HARMLESS, deadlock",
        "40P01, 0, HARMLESS, PostgreSQL: deadlock",
        "42000, 1064, HARMLESS, MySQL: syntax error",
        "42P01, 0, HARMLESS, PostgreSQL: no such table",
        "45000, 1644, HARMLESS, MySQL: SIGNAL",
        "P0001, 0, HARMLESS, PostgreSQL: RAISE",
        "0A000, 0, HARMLESS, feature not supported",
        "HY000, 1205, UNKNOWN, MySQL: lock wait timeout",
        "57014, 0, UNKNOWN, PostgreSQL: statement cancelled",
        "53300, 0, UNKNOWN, PostgreSQL: too many connections",
        "XX000, 0, STALE, PostgreSQL: internal error, as of a type that was made anew",
        "42804, 0, STALE, PostgreSQL: a column has another type than a function of PL/pgSQL knew",
        "42501, 0, STALE, PostgreSQL: permission denied, as to a role that was made anew",
        "42000, 1044, STALE, MySQL: no privileges on a database",
        "42000, 1049, STALE, MySQL: unknown database",
        "42000, 1142, STALE, MySQL: no privilege on a table",
        "42000, 1143, STALE, MySQL: no privilege on a column",
        "42000, 1227, STALE, MySQL: no privilege of the server's",
        "42000, 1370, STALE, MySQL: no privilege on a routine",
        "26000, 0, STALE, PostgreSQL: the prepared statement is gone",
        "S1000, 0, UNKNOWN, Connector/J: general error",
        "4200, 0, UNKNOWN, not a SQLState",
        ", 0, UNKNOWN, nothing known",
    })
    void ofOneFailure(String state, int code, Severity expected, String ignoredWhat) {
        assertThat(Severity.of(new SQLException("test", state, code))).isEqualTo(expected);
    }

    @Test
    void connectionExceptionsAreFatalWhateverTheirState() {
        assertThat(Severity.of(new SQLRecoverableException("test", "42000"))).isEqualTo(FATAL);
        assertThat(Severity.of(new SQLNonTransientConnectionException("test"))).isEqualTo(FATAL);
        assertThat(Severity.of(new SQLTransientConnectionException("test"))).isEqualTo(FATAL);
    }

    @Test
    void otherSubclassesGoByTheirState() {
        assertThat(Severity.of(new SQLSyntaxErrorException("test", "42000"))).isEqualTo(HARMLESS);
        assertThat(Severity.of(new SQLIntegrityConstraintViolationException("test", "23000")))
                .isEqualTo(HARMLESS);
        assertThat(Severity.of(new SQLSyntaxErrorException("test"))).isEqualTo(UNKNOWN);
    }

    @Test
    void theWorstOfAChainCounts() {
        assertThat(Severity.of(chain("42000", "23505"))).isEqualTo(HARMLESS);
        assertThat(Severity.of(chain("42000", "HY000", "23505"))).isEqualTo(UNKNOWN);
        assertThat(Severity.of(chain("42000", "HY000", "57P01"))).isEqualTo(FATAL);
    }

    @Test
    void aCycleEnds() {
        SQLException cyclic = new Cyclic("42000");
        assertThat(Severity.of(cyclic)).isEqualTo(HARMLESS);
    }

    private static SQLException chain(String... states) {
        SQLException first = new SQLException("test", states[0]);
        for (int i = 1; i < states.length; i++) {
            first.setNextException(new SQLException("test", states[i]));
        }
        return first;
    }

    /** {@code setNextException} itself would never return on a cycle. */
    private static final class Cyclic extends SQLException {
        Cyclic(String state) {
            super("test", state);
        }

        @Override
        public SQLException getNextException() {
            return this;
        }
    }
}
