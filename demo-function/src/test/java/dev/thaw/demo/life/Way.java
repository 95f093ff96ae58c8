package dev.thaw.demo.life;

import dev.thaw.demo.ledger.DataSourceLedger;
import dev.thaw.demo.ledger.DriverManagerLedger;
import dev.thaw.demo.ledger.StaticLedger;
import dev.thaw.demo.ledger.TransactionLedger;
import dev.thaw.demo.scenario.Scenario;
import dev.thaw.testkit.server.DriverKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** How a handler of the ledger comes by its connection and keeps it. */
enum Way {
    DRIVER_MANAGER(DriverManagerLedger.class, true),
    DATA_SOURCE(DataSourceLedger.class, true),
    TRANSACTION(TransactionLedger.class, true),
    STATIC(StaticLedger.class, false);

    private static final List<DriverKind> DRIVERS =
            List.of(DriverKind.CONNECTOR_J, DriverKind.MARIADB, DriverKind.POSTGRESQL);

    private final Class<?> handler;
    private final boolean closing;

    Way(Class<?> handler, boolean closing) {
        this.handler = handler;
        this.closing = closing;
    }

    /** This way with one driver. */
    Scenario with(DriverKind driver) {
        return new Scenario(driver + " " + this, "writes to the ledger", handler.getName(), driver, closing);
    }

    /** Every way with every driver. */
    static List<Scenario> all() {
        return Arrays.stream(values())
                .flatMap(way -> DRIVERS.stream().map(way::with))
                .toList();
    }

    /** The ways that close what they open, with every driver. */
    static Stream<Scenario> closing() {
        return all().stream().filter(Scenario::closing);
    }
}
