package dev.thaw.contract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What a statement or connection can be told, and what of it the next one sees. */
final class SettingProbes {
    private static final String ALL = "SELECT id, name FROM item ORDER BY id";

    private SettingProbes() {}

    static List<Probe> all() {
        return List.of(
                Probe.of("settings of a statement", s -> {
                    Connection c = s.open();
                    Statement st = c.createStatement();
                    told(s, "new", st);
                    s.tries("max rows", () -> st.setMaxRows(2));
                    s.tries("large max rows", () -> st.setLargeMaxRows(3));
                    s.tries("max field size", () -> st.setMaxFieldSize(4));
                    s.tries("escape processing", () -> st.setEscapeProcessing(false));
                    s.tries("poolable", () -> st.setPoolable(true));
                    s.tries("timeout", () -> st.setQueryTimeout(5));
                    s.tries("cursor name", () -> st.setCursorName("mine"));
                    told(s, "set", st);
                    s.attempt("rows", () -> Rendering.rows(st.executeQuery(ALL)));
                    s.attempt("escape", () -> Rendering.rows(st.executeQuery("SELECT {d '2026-01-02'} AS a")));
                    s.tries("negative rows", () -> st.setMaxRows(-1));
                    s.tries("negative field size", () -> st.setMaxFieldSize(-1));
                    s.tries("negative timeout", () -> st.setQueryTimeout(-1));
                    told(s, "another", c.createStatement());
                    c.close();
                    told(s, "of the next borrower", s.open().createStatement());
                }),
                Probe.of("settings of a prepared statement", s -> {
                    Connection c = s.open();
                    PreparedStatement st = c.prepareStatement(ALL);
                    told(s, "new", st);
                    st.setMaxRows(1);
                    s.attempt("one row", () -> Rendering.rows(st.executeQuery()));
                    st.setMaxRows(0);
                    s.attempt("all rows", () -> Rendering.rows(st.executeQuery()));
                    st.setPoolable(false);
                    st.setFetchSize(3);
                    st.setQueryTimeout(9);
                    st.close();
                    told(s, "the same again", c.prepareStatement(ALL));
                    c.close();
                    told(s, "of the next borrower", s.open().prepareStatement(ALL));
                }),
                Probe.of("query timeout", s -> {
                    Connection c = s.open();
                    Statement st = c.createStatement();
                    st.setQueryTimeout(1);
                    s.attempt("late", () -> st.executeQuery(s.sql().sleep(2000)).next());
                    s.query(c, "SELECT 1");
                    s.attempt("again", () -> st.executeQuery("SELECT 2").next());
                    c.close();
                    s.query(s.open(), s.sql().sleep(1100));
                }),
                Probe.of("warnings", s -> {
                    Connection c = s.open();
                    Statement st = c.createStatement();
                    s.attempt("none", () -> Rendering.warnings(st.getWarnings()));
                    s.attempt("run", () -> st.execute(warning(s)));
                    s.attempt("of the statement", () -> Rendering.warnings(st.getWarnings()));
                    s.attempt("of the connection", () -> Rendering.warnings(c.getWarnings()));
                    s.tries("clear", st::clearWarnings);
                    s.attempt("cleared", () -> Rendering.warnings(st.getWarnings()));
                    s.attempt("run again", () -> st.execute(warning(s)));
                    s.attempt(
                            "results",
                            () -> st.getResultSet() == null
                                    ? "none"
                                    : Rendering.warnings(st.getResultSet().getWarnings()));
                    s.tries("holdability", () -> c.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT));
                    s.attempt("of the connection then", () -> Rendering.warnings(c.getWarnings()));
                    c.close();
                    Connection next = s.open();
                    s.attempt("of the next", () -> Rendering.warnings(next.getWarnings()));
                    s.attempt(
                            "of its statement",
                            () -> Rendering.warnings(next.createStatement().getWarnings()));
                }),
                Probe.of("holdability of the connection and of its statements", s -> {
                    Connection c = s.open();
                    s.attempt("at first", c::getHoldability);
                    Statement before = c.createStatement();
                    s.tries("other", () -> c.setHoldability(ResultSet.CLOSE_CURSORS_AT_COMMIT));
                    Statement after = c.createStatement();
                    s.attempt("of one before", before::getResultSetHoldability);
                    s.attempt("of one after", after::getResultSetHoldability);
                    s.attempt("then", c::getHoldability);
                    s.tries("a wrong one", () -> c.setHoldability(99));
                    c.close();
                    Connection next = s.open();
                    s.attempt("of the next", next::getHoldability);
                    s.attempt("of its statement", () -> next.createStatement().getResultSetHoldability());
                }),
                Probe.of("isolation levels", s -> {
                    Connection c = s.open();
                    s.attempt("at first", c::getTransactionIsolation);
                    for (int level : new int[] {0, 1, 2, 4, 8, 99}) {
                        s.tries("set " + level, () -> c.setTransactionIsolation(level));
                        s.attempt("then", c::getTransactionIsolation);
                    }
                    c.close();
                    s.attempt("of the next", s.open()::getTransactionIsolation);
                }),
                Probe.of("read only", s -> {
                    Connection c = s.open();
                    s.tries("read only", () -> c.setReadOnly(true));
                    s.attempt("then", c::isReadOnly);
                    s.update(c, "UPDATE item SET amount = 0");
                    s.tries("off", () -> c.setReadOnly(false));
                    s.update(c, "UPDATE item SET amount = 1");
                    c.setAutoCommit(false);
                    s.query(c, ALL);
                    s.tries("in a transaction", () -> c.setReadOnly(true));
                    s.update(c, "UPDATE item SET amount = 2");
                    c.close();
                    s.update(s.open(), "UPDATE item SET amount = 3");
                }),
                Probe.of("client info", s -> {
                    Connection c = s.open();
                    s.attempt("at first", c::getClientInfo);
                    s.tries("application", () -> c.setClientInfo("ApplicationName", "mine"));
                    s.tries("something", () -> c.setClientInfo("something", "other"));
                    s.attempt("application then", () -> c.getClientInfo("ApplicationName"));
                    s.attempt("null", () -> c.getClientInfo(null));
                    c.close();
                    Connection next = s.open();
                    s.attempt("of the next", next::getClientInfo);
                }),
                Probe.of("schema and catalog", s -> {
                    Connection c = s.open();
                    s.tries("catalog", () -> c.setCatalog("information_schema"));
                    s.attempt("catalog then", c::getCatalog);
                    s.tries("schema", () -> c.setSchema("INFORMATION_SCHEMA"));
                    s.attempt("schema then", c::getSchema);
                    s.query(c, "SELECT COUNT(*) FROM item");
                    s.tries("null schema", () -> c.setSchema(null));
                    s.tries("null catalog", () -> c.setCatalog(null));
                    s.tries("schema that is not there", () -> c.setSchema("nowhere"));
                    s.attempt("schema at the end", c::getSchema);
                    c.close();
                    Connection next = s.open();
                    s.attempt("schema of the next", next::getSchema);
                    s.attempt("catalog of the next", next::getCatalog);
                    s.query(next, "SELECT COUNT(*) FROM item");
                }),
                Probe.of("schema in a transaction", s -> {
                    Connection c = s.open();
                    String schema = s.sql() == Dialect.H2 ? "INFORMATION_SCHEMA" : "information_schema";
                    c.setAutoCommit(false);
                    c.setSchema(schema);
                    s.query(c, "SELECT 1");
                    c.rollback();
                    s.attempt("rolled back", c::getSchema);
                    c.setAutoCommit(true);
                    c.setSchema(schema);
                    s.attempt("set again", c::getSchema);
                    c.close();
                    s.attempt("of the next", s.open()::getSchema);
                }),
                Probe.of("schema of a predecessor, after a rollback", s -> {
                    Connection c = s.open();
                    c.setSchema(s.sql() == Dialect.H2 ? "INFORMATION_SCHEMA" : "information_schema");
                    c.setAutoCommit(false);
                    s.query(c, "SELECT 1");
                    c.commit();
                    c.close();
                    Connection next = s.open();
                    next.setAutoCommit(false);
                    s.query(next, "SELECT COUNT(*) FROM item");
                    next.rollback();
                    s.attempt("schema", next::getSchema);
                    s.query(next, "SELECT COUNT(*) FROM item");
                }),
                Probe.of("kinds of statements", s -> {
                    Connection c = s.open();
                    for (int type : new int[] {1003, 1004, 1005, 99}) {
                        for (int concurrency : new int[] {1007, 1008, 99}) {
                            s.attempt(type + " " + concurrency, () -> kind(c.createStatement(type, concurrency)));
                            s.attempt(
                                    "prepared " + type + " " + concurrency,
                                    () -> kind(c.prepareStatement(ALL, type, concurrency)));
                        }
                    }
                    s.attempt("holdability", () -> kind(c.createStatement(1003, 1007, 99)));
                    s.attempt("warnings", () -> Rendering.warnings(c.getWarnings()));
                }));
    }

    private static String kind(Statement st) throws SQLException {
        return st.getResultSetType() + " " + st.getResultSetConcurrency() + " " + st.getResultSetHoldability();
    }

    private static void told(Stage s, String when, Statement st) {
        s.attempt(when + ": max rows", st::getMaxRows);
        s.attempt(when + ": large max rows", st::getLargeMaxRows);
        s.attempt(when + ": max field size", st::getMaxFieldSize);
        s.attempt(when + ": timeout", st::getQueryTimeout);
        s.attempt(when + ": fetch size", st::getFetchSize);
        s.attempt(when + ": poolable", st::isPoolable);
    }

    private static String warning(Stage s) {
        return switch (s.sql()) {
            case MYSQL -> "SELECT 1 / 0";
            case POSTGRESQL -> "DO $$ BEGIN RAISE WARNING 'careful'; END $$";
            case H2 -> "DROP TABLE IF EXISTS nothing";
        };
    }
}
