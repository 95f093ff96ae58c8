package dev.thaw.benchmark.handout;

import java.sql.Connection;
import java.sql.SQLException;

/** How a subject is asked for a connection. */
interface Opener {
    Connection open() throws SQLException;
}
