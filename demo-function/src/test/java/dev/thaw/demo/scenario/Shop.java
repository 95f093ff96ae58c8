package dev.thaw.demo.scenario;

import dev.thaw.testkit.server.Database;

/** The tables that the handlers use. */
final class Shop {

    private Shop() {}

    /** Creates the tables in an empty database. */
    static void createIn(Database database) {
        database.execute("CREATE TABLE stock (product VARCHAR(50) PRIMARY KEY, quantity INT NOT NULL)");
        database.execute("CREATE TABLE orders (product VARCHAR(50) NOT NULL, quantity INT NOT NULL)");
        database.execute("INSERT INTO stock VALUES ('book', 1000)");
    }
}
