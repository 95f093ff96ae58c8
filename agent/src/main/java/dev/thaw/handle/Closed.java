package dev.thaw.handle;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;

/** The exceptions of closed handles. */
final class Closed {
    private Closed() {}

    /** SQLState 08003, "connection does not exist", as ISO 9075 has it and most drivers throw. */
    static SQLException connection() {
        return new SQLNonTransientConnectionException("No operations allowed after connection closed.", "08003");
    }

    static SQLException statement() {
        return new SQLException("No operations allowed after statement closed.", "S1009");
    }
}
