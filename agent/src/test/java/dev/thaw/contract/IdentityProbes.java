package dev.thaw.contract;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.List;

/** Who is whose: parents, interfaces, wrappers, equality. */
final class IdentityProbes {
    private IdentityProbes() {}

    static List<Probe> all() {
        return List.of(
                Probe.of("interfaces of a connection", s -> interfaces(s, s.open())),
                Probe.of(
                        "interfaces of a statement", s -> interfaces(s, s.open().createStatement())),
                Probe.of(
                        "interfaces of a prepared statement",
                        s -> interfaces(s, s.open().prepareStatement("SELECT 1"))),
                Probe.of(
                        "interfaces of a callable statement",
                        s -> interfaces(s, s.open().prepareCall(s.sql().twice()))),
                Probe.of("interfaces of a result set", s -> interfaces(s, results(s.open()))),
                Probe.of(
                        "interfaces of the metadata",
                        s -> interfaces(s, s.open().getMetaData())),
                Probe.of("unwrap a connection", s -> unwraps(s, s.open())),
                Probe.of("unwrap a statement", s -> unwraps(s, s.open().createStatement())),
                Probe.of("unwrap a prepared statement", s -> unwraps(s, s.open().prepareStatement("SELECT 1"))),
                Probe.of(
                        "unwrap a callable statement",
                        s -> unwraps(s, s.open().prepareCall(s.sql().twice()))),
                Probe.of("unwrap a result set", s -> unwraps(s, results(s.open()))),
                Probe.of("unwrap the metadata", s -> unwraps(s, s.open().getMetaData())),
                Probe.of("parents of a statement", s -> {
                    Connection c = s.open();
                    Statement st = c.createStatement();
                    ResultSet rs = st.executeQuery("SELECT 1");
                    s.see("connection", st.getConnection() == c);
                    s.see("statement", rs.getStatement() == st);
                    s.see("connection of both", rs.getStatement().getConnection() == c);
                    s.see("same results", st.getResultSet() == rs);
                }),
                Probe.of("parents of a prepared statement", s -> {
                    Connection c = s.open();
                    PreparedStatement st = c.prepareStatement("SELECT 1");
                    ResultSet rs = st.executeQuery();
                    s.see("connection", st.getConnection() == c);
                    s.see("statement", rs.getStatement() == st);
                    s.see("same results", st.getResultSet() == rs);
                    s.see("results of another run", st.executeQuery() == rs);
                }),
                Probe.of("parents of generated keys", s -> {
                    Connection c = s.open();
                    Statement st = c.createStatement();
                    st.executeUpdate("INSERT INTO item (name) VALUES ('new')", Statement.RETURN_GENERATED_KEYS);
                    ResultSet keys = st.getGeneratedKeys();
                    s.attempt("statement", () -> keys.getStatement() == st);
                    s.attempt("connection", () -> keys.getStatement().getConnection() == c);
                    s.attempt("same keys", () -> st.getGeneratedKeys() == keys);
                }),
                Probe.of("parents of the metadata", s -> {
                    Connection c = s.open();
                    DatabaseMetaData metaData = c.getMetaData();
                    s.see("connection", metaData.getConnection() == c);
                    s.see("same metadata", c.getMetaData() == metaData);
                    ResultSet rs = metaData.getTables(null, null, "item", null);
                    s.attempt("statement", () -> rs.getStatement());
                    s.attempt(
                            "connection of the statement",
                            () -> rs.getStatement().getConnection() == c);
                    s.attempt("same statement", () -> same(rs.getStatement(), rs.getStatement()));
                }),
                Probe.of("equality and hash codes", s -> {
                    Connection c = s.open();
                    Connection other = s.open();
                    Statement st = c.createStatement();
                    s.see("itself", equal(c, c));
                    s.see("another", c.equals(other));
                    s.see("statement", equal(st, st));
                    s.see("another statement", st.equals(c.createStatement()));
                    s.see("hash", equal(c.hashCode(), c.hashCode()));
                }),
                Probe.of("text of the objects", s -> {
                    Connection c = s.open();
                    PreparedStatement st = c.prepareStatement("SELECT * FROM item WHERE name = ?");
                    st.setString(1, "x");
                    s.see("prepared", st.toString());
                    s.see("connection", c.toString());
                    s.see("statement", c.createStatement().toString());
                    s.see("results", st.executeQuery().toString());
                    st.close();
                    s.attempt("closed statement", st::toString);
                    c.close();
                    s.attempt("closed connection", c::toString);
                }));
    }

    private static boolean same(Object one, Object other) {
        return one == other;
    }

    private static boolean equal(Object one, Object other) {
        return one.equals(other);
    }

    private static ResultSet results(Connection c) throws Exception {
        return c.createStatement().executeQuery("SELECT 1");
    }

    private static void interfaces(Stage s, Object object) {
        for (Class<?> type : Sweep.interfaces(object.getClass())) {
            s.see("implements", type);
        }
    }

    private static void unwraps(Stage s, Wrapper object) {
        for (Class<?> type : Sweep.interfaces(object.getClass())) {
            s.attempt("is wrapper for " + type.getName(), () -> object.isWrapperFor(type));
            s.attempt("unwrap " + type.getName(), () -> object.unwrap(type) == object);
        }
        s.attempt("is wrapper for something else", () -> object.isWrapperFor(Runnable.class));
        s.attempt("unwrap something else", () -> object.unwrap(Runnable.class));
        s.attempt("is wrapper for null", () -> object.isWrapperFor(null));
        s.attempt("unwrap null", () -> object.unwrap(null));
    }
}
