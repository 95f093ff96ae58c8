package dev.thaw.contract;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.JDBCType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.sql.Types;
import java.util.List;

/** Procedures, functions, and statements with several results. */
final class RoutineProbes {
    private static final int CALLS = 3;

    private RoutineProbes() {}

    static List<Probe> all() {
        return List.of(
                Probe.of("call with a result", s -> {
                    CallableStatement st = s.open().prepareCall(s.sql().twice());
                    int out = s.sql().twiceResult();
                    int in = 3 - out;
                    s.attempt("not registered", () -> call(st, in, out));
                    s.tries("register", () -> st.registerOutParameter(out, Types.INTEGER));
                    s.attempt("before it ran", () -> st.getInt(out));
                    for (int i = 0; i < CALLS; i++) {
                        s.attempt("call", () -> call(st, in, out));
                    }
                    s.attempt("object", () -> st.getObject(out));
                    s.attempt("text", () -> st.getString(out));
                    s.attempt("as a long", () -> st.getObject(out, Long.class));
                    s.attempt("was null", st::wasNull);
                    s.attempt("another", () -> st.getInt(9));
                    st.setNull(in, Types.INTEGER);
                    s.attempt("of null", st::execute);
                    s.attempt("null", () -> st.getInt(out));
                    s.attempt("was null then", st::wasNull);
                    s.tries("clear", st::clearParameters);
                    s.attempt("with no parameter", st::execute);
                }),
                Probe.of("call with types and names", s -> {
                    CallableStatement st = s.open().prepareCall(s.sql().twice());
                    int out = s.sql().twiceResult();
                    s.tries("by JDBC type", () -> st.registerOutParameter(out, JDBCType.INTEGER));
                    s.tries("with a scale", () -> st.registerOutParameter(out, Types.NUMERIC, 0));
                    s.tries("with a type's name", () -> st.registerOutParameter(out, Types.INTEGER, "INT"));
                    s.tries("by name", () -> st.registerOutParameter("b", Types.INTEGER));
                    s.tries("set by name", () -> st.setInt("a", 4));
                    s.attempt("run", st::execute);
                    s.attempt("get by name", () -> st.getInt("b"));
                    s.attempt("get", () -> st.getInt(out));
                    s.attempt("parameters", () -> st.getParameterMetaData().getParameterCount());
                }),
                Probe.of("batch of calls", s -> {
                    CallableStatement st = s.open().prepareCall(s.sql().twice());
                    s.tries("register", () -> st.registerOutParameter(s.sql().twiceResult(), Types.INTEGER));
                    st.setInt(3 - s.sql().twiceResult(), 1);
                    s.tries("add", st::addBatch);
                    s.attempt("run", st::executeBatch);
                }),
                Probe.of("call that returns rows", s -> {
                    Connection c = s.open();
                    CallableStatement st = c.prepareCall("{call items()}");
                    s.attempt("run", st::execute);
                    results(s, st);
                    s.attempt("query", () -> Rendering.rows(st.executeQuery()));
                    s.attempt(
                            "parent",
                            () -> st.getResultSet() == null || st.getResultSet().getStatement() == st);
                    s.attempt("update", st::executeUpdate);
                }),
                Probe.of("call of what is not there", s -> {
                    Connection c = s.open();
                    s.attempt("prepare", () -> c.prepareCall("{call nowhere(?)}") != null);
                    s.attempt("run", () -> {
                        CallableStatement st = c.prepareCall("{call nowhere(?)}");
                        st.setInt(1, 1);
                        return st.execute();
                    });
                    s.attempt("null", () -> c.prepareCall(null) != null);
                    s.query(c, "SELECT 1");
                }),
                Probe.of("call left at the close", s -> {
                    Connection c = s.open();
                    CallableStatement st = c.prepareCall("{call items()}");
                    st.execute();
                    c.close();
                    Connection next = s.open();
                    s.query(next, "SELECT COUNT(*) FROM item");
                    s.attempt("run", st::execute);
                    s.tries("close", st::close);
                    s.query(next, "SELECT 1");
                }),
                Probe.of("several results of one text", s -> {
                    Connection c = s.open();
                    several(s, c, Statement.CLOSE_CURRENT_RESULT);
                    several(s, c, Statement.KEEP_CURRENT_RESULT);
                    several(s, c, Statement.CLOSE_ALL_RESULTS);
                    s.query(c, "SELECT 1");
                }),
                Probe.of("several results of one text, where it must be allowed", s -> {
                            Connection c = s.open();
                            several(s, c, Statement.CLOSE_CURRENT_RESULT);
                            several(s, c, Statement.KEEP_CURRENT_RESULT);
                            several(s, c, Statement.CLOSE_ALL_RESULTS);
                            PreparedStatement st = c.prepareStatement("SELECT 1; SELECT 2");
                            s.attempt("run prepared", st::execute);
                            results(s, st);
                            c.close();
                            s.query(s.open(), "SELECT 1");
                        })
                        .with("allowMultiQueries", "true"),
                Probe.of("results after an update, and none", s -> {
                    Statement st = s.open().createStatement();
                    s.attempt("update", () -> st.execute("UPDATE item SET amount = 1"));
                    results(s, st);
                    s.attempt("large", st::getLargeUpdateCount);
                    s.attempt("a wrong mode", () -> st.getMoreResults(99));
                    s.attempt("query by update", () -> st.executeUpdate("SELECT 1"));
                    s.attempt("update by query", () -> st.executeQuery("UPDATE item SET amount = 1") != null);
                    s.attempt("empty", () -> st.execute(""));
                    s.attempt("null", () -> st.execute(null));
                }));
    }

    private static int call(CallableStatement st, int in, int out) throws Exception {
        st.setInt(in, 21);
        st.execute();
        return st.getInt(out);
    }

    private static void results(Stage s, Statement st) {
        s.attempt("count", st::getUpdateCount);
        s.attempt("results", () -> st.getResultSet() == null ? "none" : Rendering.rows(st.getResultSet()));
        s.attempt("more", st::getMoreResults);
        s.attempt("count then", st::getUpdateCount);
        s.attempt("results then", () -> st.getResultSet() == null ? "none" : Rendering.rows(st.getResultSet()));
    }

    private static void several(Stage s, Connection c, int mode) throws Exception {
        try (Statement st = c.createStatement()) {
            s.attempt("run " + mode, () -> st.execute("SELECT 1 AS a; UPDATE item SET amount = 1; SELECT 2 AS b"));
            ResultSet first = st.getResultSet();
            s.attempt("count", st::getUpdateCount);
            s.attempt("more", () -> st.getMoreResults(mode));
            s.attempt("count then", st::getUpdateCount);
            s.attempt("first closed", () -> first == null || first.isClosed());
            s.attempt("more again", () -> st.getMoreResults(mode));
            s.attempt("rows", () -> st.getResultSet() == null ? "none" : Rendering.rows(st.getResultSet()));
            s.attempt("first closed then", () -> first == null || first.isClosed());
            s.attempt("end", () -> st.getMoreResults(mode));
            s.attempt("count at the end", st::getUpdateCount);
        }
    }
}
