package dev.thaw.cache;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;

/**
 * What a failure says about the connection that it happened on.
 *
 * <p>SQLState classes are those of ISO 9075; the vendor codes were read from MySQL's and PostgreSQL's error lists and
 * seen on real servers. "08*" alone would miss PostgreSQL's 57P* and MySQL's HY000/4031.
 */
enum Severity {
    /** The connection is gone. */
    FATAL,
    /** It leads to a server that became a reader: a new one finds the writer, and its like answer well, but lead there too. */
    READER,
    /** Its driver or its session has a wrong memory of the server's objects or of its user's privileges: a new one has not. */
    STALE,
    /** Nobody knows: ask the connection before it is handed out again. */
    UNKNOWN,
    /** The statement was at fault, the connection is well. */
    HARMLESS;

    /** Longest chain of {@code getNextException} that is looked at; drivers can build cycles. */
    private static final int CHAIN = 8;

    private static final int MYSQL_IDLE_DISCONNECT = 4031;
    private static final int MYSQL_READ_ONLY_OPTION = 1290;
    private static final int MYSQL_READ_ONLY_MODE = 1836;
    // What is granted for a whole database or server counts from the next connect on, as does a database that is made
    // anew.
    private static final int MYSQL_DATABASE_DENIED = 1044;
    private static final int MYSQL_NO_SUCH_DATABASE = 1049;
    private static final int MYSQL_TABLE_DENIED = 1142;
    private static final int MYSQL_COLUMN_DENIED = 1143;
    private static final int MYSQL_ACCESS_DENIED = 1227;
    private static final int MYSQL_ROUTINE_DENIED = 1370;

    static Severity of(SQLException failure) {
        Severity worst = HARMLESS;
        int left = CHAIN;
        for (SQLException e = failure; e != null && left-- > 0; e = e.getNextException()) {
            Severity own = ofOne(e);
            if (own.compareTo(worst) < 0) {
                worst = own;
            }
        }
        return worst;
    }

    private static Severity ofOne(SQLException e) {
        if (e instanceof SQLRecoverableException
                || e instanceof SQLNonTransientConnectionException
                || e instanceof SQLTransientConnectionException) {
            return FATAL;
        }
        switch (e.getErrorCode()) {
            case MYSQL_IDLE_DISCONNECT:
                return FATAL;
            case MYSQL_READ_ONLY_OPTION:
            case MYSQL_READ_ONLY_MODE:
                return READER;
            case MYSQL_DATABASE_DENIED:
            case MYSQL_NO_SUCH_DATABASE:
            case MYSQL_TABLE_DENIED:
            case MYSQL_COLUMN_DENIED:
            case MYSQL_ACCESS_DENIED:
            case MYSQL_ROUTINE_DENIED:
                return STALE;
            default:
                return ofState(e.getSQLState());
        }
    }

    private static Severity ofState(String state) {
        if (state == null || state.length() != 5) {
            return UNKNOWN;
        }
        if (state.equals("25006")) {
            return READER;
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return FATAL;
        }
        // A type that was made anew, a prepared statement that is gone: drivers go on to ask for the former one.
        // A column that has another type now: a function of PL/pgSQL goes on to take it for the former one.
        // A role that was made anew: the session goes on as the former one, which may do nothing.
        if (state.equals("XX000") || state.equals("26000") || state.equals("42804") || state.equals("42501")) {
            return STALE;
        }
        switch (state.substring(0, 2)) {
            case "01": // warning
            case "02": // no data
            case "0A": // feature not supported
            case "21": // cardinality violation
            case "22": // data exception
            case "23": // integrity constraint violation
            case "25": // invalid transaction state
            case "28": // invalid authorization, of a SET ROLE and the like
            case "34": // invalid cursor name
            case "3D": // invalid catalog name
            case "3F": // invalid schema name
            case "40": // transaction rollback
            case "42": // syntax error or access rule violation
            case "44": // with check option violation
            case "45": // raised by SIGNAL
            case "P0": // raised by PL/pgSQL
                return HARMLESS;
            default:
                return UNKNOWN;
        }
    }
}
