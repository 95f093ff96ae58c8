package dev.thaw.contract;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;

/** Every method of what is open, each on an object of its own. */
final class EveryMethodProbes {
    private static final String ALL = "SELECT * FROM item ORDER BY id";

    private EveryMethodProbes() {}

    static List<Probe> all() {
        return List.of(
                Probe.of(
                        "every method of a connection",
                        s -> Sweep.on(s).except("setNetworkTimeout").ofEach(s::open, EveryMethodProbes::stateOf)),
                Probe.of(
                        "every method of a connection in a transaction",
                        s -> Sweep.on(s)
                                .except("setNetworkTimeout")
                                .ofEach(() -> inTransaction(s), EveryMethodProbes::stateOf)),
                Probe.of("every method of a statement", s -> {
                    Connection c = s.open();
                    Sweep.on(s).ofEach(c::createStatement, Statement::isClosed);
                }),
                Probe.of("every method of a statement that has run", s -> {
                    Connection c = s.open();
                    Sweep.on(s).ofEach(() -> executed(c), Statement::isClosed);
                }),
                Probe.of("every method of a prepared statement", s -> {
                    Connection c = s.open();
                    Sweep.on(s)
                            .ofEach(() -> c.prepareStatement("SELECT * FROM item WHERE name = ?"), Statement::isClosed);
                }),
                Probe.of("every method of a callable statement", s -> {
                    Connection c = s.open();
                    Sweep.on(s).ofEach(() -> c.prepareCall(s.sql().twice()), Statement::isClosed);
                }),
                Probe.of("every method of a result set", s -> {
                    Connection c = s.open();
                    Sweep.on(s).ofEach(() -> firstRow(c.createStatement()), ResultSet::isClosed);
                }),
                Probe.of("every method of an updatable result set", s -> {
                    Connection c = s.open();
                    c.setAutoCommit(false);
                    Sweep.on(s)
                            .ofEach(
                                    () -> firstRow(c.createStatement(
                                            ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)),
                                    ResultSet::isClosed);
                }),
                Probe.of("every method of the metadata", s -> {
                    Connection c = s.open();
                    Sweep.on(s).of(c.getMetaData());
                }),
                Probe.of("every method of the metadata of a result", s -> {
                    Connection c = s.open();
                    Sweep.on(s).of(firstRow(c.createStatement()).getMetaData());
                }),
                Probe.of("every method of the metadata of parameters", s -> {
                    Connection c = s.open();
                    Sweep.on(s)
                            .of(c.prepareStatement("SELECT * FROM item WHERE name = ?")
                                    .getParameterMetaData());
                }));
    }

    private static Connection inTransaction(Stage stage) throws Exception {
        Connection c = stage.open();
        c.setAutoCommit(false);
        stage.run(c, "UPDATE item SET amount = amount + 1 WHERE id = 1");
        c.commit();
        return c;
    }

    private static Statement executed(Connection c) throws Exception {
        Statement st = c.createStatement();
        st.executeQuery(ALL).next();
        return st;
    }

    private static ResultSet firstRow(Statement st) throws Exception {
        ResultSet rs = st.executeQuery(ALL);
        rs.next();
        return rs;
    }

    /** What everybody can see of a connection; it ends, so that the next one may be the same. */
    private static String stateOf(Connection c) throws Exception {
        try (c) {
            return c.isClosed()
                    ? "closed"
                    : List.of(
                                    c.getAutoCommit(),
                                    c.isReadOnly(),
                                    c.getTransactionIsolation(),
                                    c.getHoldability(),
                                    String.valueOf(c.getCatalog()),
                                    String.valueOf(c.getSchema()),
                                    c.getNetworkTimeout(),
                                    c.isValid(2))
                            .toString();
        }
    }
}
