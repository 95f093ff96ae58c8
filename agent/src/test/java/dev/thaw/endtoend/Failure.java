package dev.thaw.endtoend;

import java.sql.SQLException;

/** What code that handles an exception looks at. */
record Failure(Class<?> type, String sqlState, int errorCode) {
    interface Call {
        void run() throws SQLException;
    }

    /** How the call failed; null where it did not. */
    static Failure of(Call call) {
        try {
            call.run();
            return null;
        } catch (SQLException e) {
            return new Failure(e.getClass(), e.getSQLState(), e.getErrorCode());
        }
    }
}
