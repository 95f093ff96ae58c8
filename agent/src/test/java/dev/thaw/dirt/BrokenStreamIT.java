package dev.thaw.dirt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.thaw.contract.Target;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.JdbcUrl;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stream that breaks off in the middle of an insert leaves half a message on the wire. */
@Timeout(60)
class BrokenStreamIT {
    private static final int PROMISED = 100_000;

    @ParameterizedTest
    @EnumSource(Target.class)
    void theNextBorrowerGetsHisOwnAnswers(Target target) throws SQLException {
        Database database = target.server().newDatabase("stream");
        JdbcUrl plain = database.url(target.driver()).plain();
        String url =
                (target == Target.MARIADB_BY_ITS_DRIVER ? plain.with("useServerPrepStmts", "true") : plain).toString();
        String type = target.isMySqlFamily() ? "LONGBLOB" : target == Target.POSTGRESQL ? "BYTEA" : "BLOB";
        try (Connection connection = open(database, url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (content " + type + ")");
        }

        try (Connection connection = open(database, url);
                PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
            assertThatThrownBy(() -> {
                        insert.setBinaryStream(1, new BreakingOff(), PROMISED);
                        insert.executeUpdate();
                    })
                    .isNotNull();
        }

        for (int expected = 1; expected <= 3; expected++) {
            try (Connection connection = open(database, url);
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT " + expected)) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isEqualTo(expected);
            }
        }
    }

    private static Connection open(Database database, String url) throws SQLException {
        return DriverManager.getConnection(url, database.user(), database.password());
    }

    private static final class BreakingOff extends InputStream {
        private int left = PROMISED / 2;

        @Override
        public int read() {
            if (left-- == 0) {
                throw new IllegalStateException("broken off");
            }
            return 'x';
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            for (int i = 0; i < length; i++) {
                into[offset + i] = (byte) read();
            }
            return length;
        }
    }
}
