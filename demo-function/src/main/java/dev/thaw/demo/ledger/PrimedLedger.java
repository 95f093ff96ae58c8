package dev.thaw.demo.ledger;

import java.sql.Connection;
import java.sql.SQLException;

/** Connects once while it is initialised, as AWS advises for SnapStart: classes are loaded and compiled in the snapshot. */
public class PrimedLedger extends DriverManagerLedger {

    /** Asks for a session and closes it again. */
    public PrimedLedger() throws SQLException {
        try (Connection connection = Login.byDriverManager()) {
            Ledger.session(connection);
        }
    }
}
