package dev.thaw.session;

import java.sql.Connection;
import java.sql.SQLException;

/** How the present borrower's physical connection can be opened once more, just as he asked for it. */
public interface Opener {
    /**
     * A new physical connection of the driver's own, or null where it would not be the same any more.
     *
     * @throws SQLException as the driver does
     */
    Connection open() throws SQLException;
}
