package dev.thaw.testkit.server;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * One database of a running server with one application user who owns it. Its counts are about that user's sessions and
 * nothing else, so tests that have a database each do not disturb each other.
 *
 * <p>All counts are the server's own. What the test kit does for administration uses another user and is not counted.
 * Methods that talk to the server throw {@link ServerException} if it does not answer. All methods are thread-safe.
 */
public interface Database {
    /** The server's address, always loopback. */
    String host();

    /** The server's TCP port; it stays the same when the server restarts. */
    int port();

    /** Name of the database. */
    String database();

    /** The application's user. */
    String user();

    /** The application user's password, as it is now. */
    String password();

    /** The URL for a driver, without options. */
    JdbcUrl url(DriverKind driver);

    /** The URL for the server's usual driver, without options. */
    JdbcUrl url();

    /** The text of {@link #url()}. */
    default String jdbcUrl() {
        return url().toString();
    }

    /** The text of {@link #url(DriverKind)}. */
    default String jdbcUrl(DriverKind driver) {
        return url(driver).toString();
    }

    /** Opens a session of the application user, past DriverManager; it counts. */
    default Connection connect() throws SQLException {
        return connect(url());
    }

    /** Opens a session of the application user by a given URL, past DriverManager; it counts. */
    default Connection connect(JdbcUrl url) throws SQLException {
        return url.open(new Credentials(user(), password()).toProperties());
    }

    /** Opens a session of the administrator in this database; it does not count. The caller closes it. */
    Connection admin();

    /** Executes one statement as the administrator in this database; the application may use the tables it makes. */
    void execute(String adminSql);

    /** How many sessions the application user has opened since the database was made; failed logins do not count. */
    long connectionsOpened();

    /**
     * How many sessions of the application user the server holds now. A client that has just closed its connection may
     * still be counted: servers learn of it a moment later. See {@link #awaitOpenSessions}.
     */
    default int openSessions() {
        return sessionIds().size();
    }

    /** The server's ids of the application user's open sessions, ascending. */
    List<Long> sessionIds();

    /**
     * Waits until the server holds exactly so many sessions of the application user.
     *
     * @throws ServerException if it does not within 10 s
     */
    void awaitOpenSessions(int expected);

    /**
     * Waits until the server holds at most so many sessions of the application user: it learns of a close a moment late.
     *
     * @throws ServerException if it holds more for 10 s
     */
    void awaitOpenSessionsAtMost(int limit);

    /**
     * Has the server close every session of the application user, as it does after an idle timeout, and returns when
     * they are gone.
     */
    void killSessions();

    /** Has the server close one session; one that has ended by itself is no error. Returns when it is gone. */
    void killSession(long sessionId);

    /** Gives the application's user a new password, which is returned. Open sessions go on. */
    String changePassword();
}
