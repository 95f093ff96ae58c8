package dev.thaw.demo.life;

import dev.thaw.testkit.junit.Servers;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DatabaseServer;
import dev.thaw.testkit.server.DriverKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** The table that the ledger's handlers write to. */
final class LedgerTable {

    private LedgerTable() {}

    /** A new database with the table, on the shared server that the driver speaks to. */
    static Database newDatabaseFor(DriverKind driver) {
        DatabaseServer server = driver == DriverKind.POSTGRESQL ? Servers.postgres() : Servers.mariaDb();
        Database database = server.newDatabase("life");
        createIn(database);
        return database;
    }

    static void createIn(Database database) {
        database.execute("CREATE TABLE ledger (id VARCHAR(50) NOT NULL, session BIGINT NOT NULL)");
    }

    /** How many rows there are of each id. */
    static Map<String, Integer> rows(Database database) {
        try (Connection admin = database.admin();
                Statement statement = admin.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, COUNT(*) FROM ledger GROUP BY id")) {
            Map<String, Integer> rows = new HashMap<>();
            while (row.next()) {
                rows.put(row.getString(1), row.getInt(2));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
