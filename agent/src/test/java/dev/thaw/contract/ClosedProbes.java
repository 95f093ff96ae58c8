package dev.thaw.contract;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;

/** Every method of what is closed. */
final class ClosedProbes {
    private static final String ALL = "SELECT * FROM item ORDER BY id";

    private ClosedProbes() {}

    static List<Probe> all() {
        return List.of(
                Probe.of("every method of a closed connection", s -> {
                    Connection c = s.open();
                    c.close();
                    Sweep.on(s).ofJdbcOnly().of(c);
                }),
                Probe.of("every method of a closed connection that another borrower has now", s -> {
                    Connection c = s.open();
                    c.close();
                    Connection next = s.open();
                    Sweep.on(s).ofJdbcOnly().of(c);
                    s.query(next, "SELECT COUNT(*) FROM item");
                    s.see("closed", next.isClosed());
                    s.see("autocommit", next.getAutoCommit());
                }),
                Probe.of("every method of a closed connection that the driver has closed", s -> {
                    Connection c = s.open();
                    c.setTypeMap(new HashMap<>());
                    c.close();
                    Sweep.on(s).of(c);
                }),
                Probe.of("every method of a statement of a closed connection", s -> {
                    Connection c = s.open();
                    Statement st = c.createStatement();
                    c.close();
                    Sweep.on(s).of(st);
                }),
                Probe.of("every method of a prepared statement of a closed connection", s -> {
                    Connection c = s.open();
                    PreparedStatement st = c.prepareStatement("SELECT * FROM item WHERE id = ?");
                    c.close();
                    Sweep.on(s).of(st);
                }),
                Probe.of("every method of a callable statement of a closed connection", s -> {
                    Connection c = s.open();
                    CallableStatement st = c.prepareCall(s.sql().twice());
                    c.close();
                    Sweep.on(s).of(st);
                }),
                Probe.of("every method of a result set of a closed connection", s -> {
                    Connection c = s.open();
                    ResultSet rs = c.createStatement().executeQuery(ALL);
                    rs.next();
                    c.close();
                    Sweep.on(s).of(rs);
                }),
                Probe.of("every method of the metadata of a closed connection", s -> {
                    Connection c = s.open();
                    DatabaseMetaData metaData = c.getMetaData();
                    c.close();
                    Sweep.on(s).of(metaData);
                }),
                Probe.of("every method of a metadata result of a closed connection", s -> {
                    Connection c = s.open();
                    ResultSet rs = c.getMetaData().getTableTypes();
                    rs.next();
                    c.close();
                    Sweep.on(s).of(rs);
                }),
                Probe.of("every method of a closed statement", s -> {
                    Statement st = s.open().createStatement();
                    st.close();
                    Sweep.on(s).of(st);
                }),
                Probe.of("every method of a closed prepared statement", s -> {
                    PreparedStatement st = s.open().prepareStatement("SELECT * FROM item WHERE id = ?");
                    st.close();
                    Sweep.on(s).of(st);
                }),
                Probe.of("every method of a closed callable statement", s -> {
                    CallableStatement st = s.open().prepareCall(s.sql().twice());
                    st.close();
                    Sweep.on(s).of(st);
                }),
                Probe.of("every method of a closed result set", s -> {
                    ResultSet rs = s.open().createStatement().executeQuery(ALL);
                    rs.next();
                    rs.close();
                    Sweep.on(s).of(rs);
                }),
                Probe.of("every method of a result set of a closed statement", s -> {
                    Statement st = s.open().createStatement();
                    ResultSet rs = st.executeQuery(ALL);
                    rs.next();
                    st.close();
                    Sweep.on(s).of(rs);
                }),
                Probe.of("every method of an aborted connection", s -> {
                    Connection c = s.open();
                    c.abort(Runnable::run);
                    Sweep.on(s).of(c);
                }));
    }
}
