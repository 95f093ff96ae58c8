package dev.thaw.session;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Properties;

/**
 * What a server is told about a session before it stays open without an owner for the first time: when to end it by
 * itself, should this environment be killed without a goodbye, and whose it is. And what the server is asked: whether it
 * has room for sessions that stay.
 *
 * <p>One round trip at PostgreSQL, up to two at MySQL and MariaDB, once for each physical connection and again after a
 * reset, which takes the limit back. Belongs to one session. Not thread-safe.
 */
final class Stay {
    /** From here on a server's sessions are needed by those who come and go: percent of its connections. */
    private static final long CROWDED_PERCENT = 80;

    private static final String APPLICATION_NAME = "ApplicationName";
    /** What pgjdbc sends for an application that names nothing. */
    private static final String UNNAMED = "PostgreSQL JDBC Driver";
    /** {@code idle_session_timeout} came with this version. */
    private static final int POSTGRES_WITH_IDLE_LIMIT = 14;

    private static final String MYSQL_SESSIONS = "(SELECT VARIABLE_VALUE FROM performance_schema.global_status"
            + " WHERE VARIABLE_NAME = 'Threads_connected')";
    private static final String MARIADB_SESSIONS = "(SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS"
            + " WHERE VARIABLE_NAME = 'THREADS_CONNECTED')";

    /** A text with one of these may read what was told: upper case. */
    private static final String[] READING = {
        "_TIMEOUT", "VARIABLES", "PG_SETTINGS", "APPLICATION_NAME", "PG_STAT_ACTIVITY", "SHOW ALL",
    };

    private final SessionTerms terms;
    private final DriverKind driver;
    private final boolean possible;
    private boolean begun = false;
    /** It was taken back in a transaction that a rollback may have undone. */
    private boolean unsure = false;
    /** PostgreSQL's name for the session before it was told another; null before it was looked at. */
    private String ownName;
    /** What it was told instead; null where it kept its own. */
    private String toldName;
    /** MySQL's and MariaDB's limit before it was lowered, in seconds; 0 before it was looked at. */
    private long ownSeconds = 0;
    /** The server was told a limit. */
    private boolean limited = false;

    Stay(SessionTerms terms, DriverKind driver) {
        this.terms = terms;
        this.driver = driver;
        this.possible = driver != DriverKind.H2
                && driver != DriverKind.OTHER
                && (terms.serverIdleMillis() > 0 || terms.isMindingRoom());
    }

    /** Whether something has to be told or asked before the session may stay. */
    boolean isDue() {
        return (!begun || unsure) && possible;
    }

    /** The session is a new one, or a reset took back what its server was told. */
    void forget() {
        begun = false;
        unsure = false;
        toldName = null;
        limited = false;
    }

    /**
     * Tells and asks. No transaction is open; where autocommit is off, the caller ends the one that this begins. A limit
     * that is shorter already stays.
     *
     * @return whether the session may stay
     * @throws SQLException where the server does not understand: the session may stay all the same, if it is well
     */
    boolean begin(Connection connection) throws SQLException {
        begun = true;
        unsure = false;
        DatabaseMetaData server = connection.getMetaData();
        if (isProxy(server.getURL())) {
            return true;
        }
        return driver == DriverKind.PGJDBC ? beginPostgres(connection, server) : beginMySql(connection, server);
    }

    /** RDS Proxy keeps the sessions itself, and a SET would pin one of them. */
    private static boolean isProxy(String url) {
        return url != null && url.contains(".proxy-") && url.contains(".rds.amazonaws.com");
    }

    private boolean beginPostgres(Connection connection, DatabaseMetaData server) throws SQLException {
        StringBuilder ask = new StringBuilder(256).append("SELECT ");
        if (terms.isMindingRoom()) {
            ask.append("(SELECT sum(numbackends) FROM pg_stat_database), current_setting('max_connections')");
        } else {
            ask.append("0, '1'");
        }
        boolean limiting = terms.serverIdleMillis() > 0 && server.getDatabaseMajorVersion() >= POSTGRES_WITH_IDLE_LIMIT;
        if (limiting) {
            ask.append(", set_config('idle_session_timeout', (SELECT CASE WHEN setting::bigint BETWEEN 1 AND ")
                    .append(terms.serverIdleMillis())
                    .append(" THEN setting ELSE '")
                    .append(terms.serverIdleMillis())
                    .append("' END FROM pg_settings WHERE name = 'idle_session_timeout'), false)");
        }
        if (ownName == null) {
            ownName = connection.getClientInfo(APPLICATION_NAME);
        }
        boolean named = terms.name() != null && UNNAMED.equals(ownName);
        if (named) {
            ask.append(", set_config('application_name', '")
                    .append(terms.name())
                    .append("', false)");
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ask.toString())) {
            limited = limiting;
            toldName = named ? terms.name() : null;
            return hasRoom(row);
        }
    }

    private boolean beginMySql(Connection connection, DatabaseMetaData server) throws SQLException {
        boolean mariaDb = server.getDatabaseProductVersion().contains("MariaDB");
        String sessions = !terms.isMindingRoom() ? "0" : mariaDb ? MARIADB_SESSIONS : MYSQL_SESSIONS;
        boolean room;
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT " + sessions + ", @@max_connections, @@session.wait_timeout")) {
            room = hasRoom(row);
            // Later it may be what the server was told, where that could not be taken back.
            ownSeconds = ownSeconds == 0 ? row.getLong(3) : ownSeconds;
        }
        long seconds = Math.max(1, terms.serverIdleMillis() / 1000);
        limited = room && terms.serverIdleMillis() > 0 && seconds < ownSeconds;
        if (limited) {
            execute(connection, "SET SESSION wait_timeout = " + seconds);
        }
        return room;
    }

    private static boolean hasRoom(ResultSet row) throws SQLException {
        row.next();
        return row.getLong(1) * 100 < row.getLong(2) * CROWDED_PERCENT;
    }

    /** The name of the driver's or the application's own, whatever the server was told meanwhile. */
    String applicationName(Connection connection) throws SQLException {
        return clientInfo(APPLICATION_NAME, connection.getClientInfo(APPLICATION_NAME));
    }

    /** What the application is to read of what the driver tells of the client. */
    String clientInfo(String name, String told) {
        return toldName != null && toldName.equals(told) && APPLICATION_NAME.equals(name) ? ownName : told;
    }

    /** The same of all of it. */
    Properties clientInfo(Properties told) {
        String name = told == null ? null : told.getProperty(APPLICATION_NAME);
        String own = clientInfo(APPLICATION_NAME, name);
        if (Objects.equals(own, name)) {
            return told;
        }
        Properties info = (Properties) told.clone();
        info.setProperty(APPLICATION_NAME, own);
        return info;
    }

    /** Whether a statement with this text may see what the server was told. */
    boolean isSeenBy(String sql) {
        if (!possible || sql == null) {
            return false;
        }
        for (int i = 0; i < sql.length(); i++) {
            if (mayBeReading(sql.charAt(i)) && isReading(sql, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the words can begin so; most of a text is done with by this. */
    private static boolean mayBeReading(char c) {
        int lower = c | 0x20;
        return c == '_' || lower == 'v' || lower == 'p' || lower == 'a' || lower == 's';
    }

    private static boolean isReading(String sql, int at) {
        for (String word : READING) {
            if (sql.regionMatches(true, at, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes it back, so that the application reads what it would read of a new session. It is told again when the session
     * is returned.
     *
     * @param lasting whether no transaction is open that a rollback could take it back with
     * @throws SQLException where the server refuses, as inside an aborted transaction: nothing has changed then
     */
    void end(Connection connection, boolean lasting) throws SQLException {
        if (!begun) {
            return;
        }
        if (driver == DriverKind.PGJDBC) {
            if (limited) {
                execute(connection, "RESET idle_session_timeout");
            }
            if (toldName != null && toldName.equals(connection.getClientInfo(APPLICATION_NAME))) {
                connection.setClientInfo(APPLICATION_NAME, ownName);
            }
            unsure = !lasting;
        } else if (limited) {
            execute(connection, "SET SESSION wait_timeout = " + ownSeconds);
        }
        begun = unsure;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
