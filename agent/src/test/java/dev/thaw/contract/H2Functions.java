package dev.thaw.contract;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** What H2 has no SQL for; its server runs in this JVM. */
public final class H2Functions {
    private H2Functions() {}

    /** Twice the argument. */
    public static int twice(int a) {
        return a * 2;
    }

    /** All items. */
    @SuppressWarnings("resource") // H2 closes it with the statement
    public static ResultSet items(Connection connection) throws SQLException {
        return connection.createStatement().executeQuery("SELECT id, name FROM item ORDER BY id");
    }

    /** Takes so long. */
    public static int nap(int millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
        return 0;
    }
}
