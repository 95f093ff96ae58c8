package dev.thaw.cache;

import java.sql.SQLException;

/**
 * Whether a server refused a connection because it has too many: it may have room a moment later, and nothing was done
 * that could be done twice.
 *
 * <p>The codes are those of MySQL's and PostgreSQL's error lists; RDS Proxy gives the same.
 */
public final class Refusal {
    /** Longest chain of causes that is looked at. */
    private static final int CHAIN = 8;

    private static final int TOO_MANY_CONNECTIONS = 1040;
    private static final int TOO_MANY_OF_THE_USER = 1203;
    /** Also for queries in an hour: then the next try is refused as well. */
    private static final int LIMIT_OF_THE_USER = 1226;

    private static final String POSTGRES_TOO_MANY_CONNECTIONS = "53300";

    private Refusal() {}

    /** Whether it is worth another try. */
    public static boolean isForWantOfRoom(Throwable failure) {
        int left = CHAIN;
        for (Throwable t = failure; t != null && left-- > 0; t = t.getCause()) {
            if (t instanceof SQLException && isForWantOfRoom((SQLException) t)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isForWantOfRoom(SQLException refused) {
        switch (refused.getErrorCode()) {
            case TOO_MANY_CONNECTIONS:
            case TOO_MANY_OF_THE_USER:
            case LIMIT_OF_THE_USER:
                return true;
            default:
                return POSTGRES_TOO_MANY_CONNECTIONS.equals(refused.getSQLState());
        }
    }
}
