package dev.thaw.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.sql.Blob;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import javax.sql.rowset.serial.SerialClob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * PostgreSQL's driver makes a large object as it is bound and reads it as it is used, in a transaction or not at all: what it
 * says, and what is left at the server, is as on a connection of the driver's own.
 */
class LargeObjectIT {
    private static final String INSERT = "INSERT INTO t (o) VALUES (?)";

    private final Database database = Servers.postgres().newDatabase("large");

    @BeforeEach
    void table() throws SQLException {
        try (Connection own = ofTheDriver();
                Statement statement = own.createStatement()) {
            statement.execute("CREATE TABLE t (o OID)");
            own.setAutoCommit(false);
            insert(own, 1);
            own.commit();
        }
    }

    @ParameterizedTest
    @EnumSource
    void asByTheDriver(Work work) throws SQLException {
        String byTheDriver = tell(work, ofTheDriver());
        assertThat(tell(work, open())).isEqualTo(byTheDriver);
        // Now on what a former borrower has set otherwise.
        try (Connection former = open()) {
            former.setAutoCommit(false);
            former.createStatement().execute("SELECT 1");
        }
        assertThat(tell(work, open())).isEqualTo(byTheDriver);
    }

    /** What is done to a connection on which nothing has run. */
    enum Work {
        BOUND_FIRST {
            @Override
            Object run(Connection connection) throws SQLException {
                connection.setAutoCommit(false);
                insert(connection, 1);
                connection.commit();
                return "done";
            }
        },
        CLOB_BOUND_FIRST {
            @Override
            Object run(Connection connection) throws SQLException {
                connection.setAutoCommit(false);
                try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                    statement.setClob(1, new SerialClob(new char[] {'a'}));
                    return statement.executeUpdate();
                }
            }
        },
        OBJECT_BOUND_FIRST {
            @Override
            Object run(Connection connection) throws SQLException {
                connection.setAutoCommit(false);
                try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                    statement.setObject(1, bytes(2), Types.BLOB);
                    statement.executeUpdate();
                }
                connection.commit();
                return "done";
            }
        },
        BOUND_BY_AUTOCOMMIT {
            @Override
            Object run(Connection connection) throws SQLException {
                insert(connection, 2);
                return "done";
            }
        },
        BOUND_BY_AUTOCOMMIT_AGAIN {
            @Override
            Object run(Connection connection) throws SQLException {
                beginAndCommit(connection);
                connection.setAutoCommit(true);
                insert(connection, 2);
                return "done";
            }
        },
        BOUND_AND_THEN_READ_ONLY {
            @Override
            Object run(Connection connection) throws SQLException {
                beginAndCommit(connection);
                bind(connection);
                connection.setReadOnly(true);
                return "read-only";
            }
        },
        BOUND_AND_COMMITTED_BY_AUTOCOMMIT {
            @Override
            Object run(Connection connection) throws SQLException {
                beginAndCommit(connection);
                bind(connection);
                connection.setAutoCommit(true);
                return "committed";
            }
        },
        BOUND_AND_NOT_COMMITTED {
            @Override
            Object run(Connection connection) throws SQLException {
                beginAndCommit(connection);
                bind(connection);
                return "not committed";
            }
        },
        BOUND_TO_A_CLOSED_STATEMENT {
            @Override
            Object run(Connection connection) throws SQLException {
                PreparedStatement statement = connection.prepareStatement(INSERT);
                statement.close();
                statement.setBlob(1, bytes(2));
                return "bound";
            }
        },
        READ_WITHOUT_AUTOCOMMIT {
            @Override
            Object run(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery("SELECT o FROM t")) {
                    row.next();
                    Blob blob = row.getBlob(1);
                    connection.setAutoCommit(false);
                    return blob.length();
                }
            }
        },
        GOT_WITHOUT_AUTOCOMMIT {
            @Override
            Object run(Connection connection) throws SQLException {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery("SELECT o FROM t")) {
                    row.next();
                    connection.setAutoCommit(false);
                    return row.getBlob(1).length();
                }
            }
        },
        READ_BY_AUTOCOMMIT {
            @Override
            Object run(Connection connection) throws SQLException {
                connection.setAutoCommit(false);
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery("SELECT o FROM t")) {
                    row.next();
                    Blob blob = row.getBlob(1);
                    connection.commit();
                    connection.setAutoCommit(true);
                    return blob.length();
                }
            }
        };

        abstract Object run(Connection connection) throws SQLException;

        /** Runs nothing. */
        private static void bind(Connection connection) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                statement.setBlob(1, bytes(2));
            }
        }

        private static void beginAndCommit(Connection connection) throws SQLException {
            connection.setAutoCommit(false);
            connection.createStatement().execute("SELECT 1");
            connection.commit();
        }
    }

    /** What came of it, and how many large objects are at the server more than before. */
    private String tell(Work work, Connection connection) throws SQLException {
        int before = largeObjects();
        String told;
        try (connection) {
            told = String.valueOf(work.run(connection));
        } catch (SQLException e) {
            told = e.getSQLState() + " " + e.getMessage();
        }
        return told + ", " + (largeObjects() - before) + " more";
    }

    private int largeObjects() throws SQLException {
        try (Connection own = ofTheDriver();
                Statement statement = own.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_largeobject_metadata")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void insert(Connection connection, int length) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setBlob(1, bytes(length));
            statement.executeUpdate();
        }
    }

    private static InputStream bytes(int length) {
        return new ByteArrayInputStream(new byte[length]);
    }

    private Connection ofTheDriver() throws SQLException {
        return database.connect(database.url().plain());
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(database.url().plain().toString(), database.user(), database.password());
    }
}
