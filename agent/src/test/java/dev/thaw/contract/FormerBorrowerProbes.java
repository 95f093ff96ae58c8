package dev.thaw.contract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What somebody who has closed his connection still holds, and what he does with it while the next one is at work. */
final class FormerBorrowerProbes {
    private static final String ALL = "SELECT id, name, amount FROM item ORDER BY id";
    private static final String INSERT = "INSERT INTO item (name) VALUES ('new')";
    private static final String COUNT = "SELECT COUNT(*) FROM item";

    private FormerBorrowerProbes() {}

    @SuppressWarnings("try") // closed twice on purpose
    static List<Probe> all() {
        return List.of(
                Probe.of("close twice, with the next borrower between", s -> {
                    Connection c = s.open();
                    c.close();
                    Connection next = s.open();
                    next.setAutoCommit(false);
                    s.run(next, INSERT);
                    ResultSet rs = next.createStatement().executeQuery(ALL);
                    rs.next();
                    s.tries("close again", c::close);
                    s.tries("abort", () -> c.abort(Runnable::run));
                    s.attempt("closed", next::isClosed);
                    s.attempt("rest", () -> Rendering.rows(rs));
                    s.tries("commit", next::commit);
                    s.query(s.open(), COUNT);
                }),
                Probe.of("close by try and by hand", s -> {
                    Connection kept;
                    try (Connection c = s.open();
                            Statement st = c.createStatement();
                            ResultSet rs = st.executeQuery(ALL)) {
                        kept = c;
                        rs.next();
                        rs.close();
                        st.close();
                        c.close();
                    }
                    s.attempt("closed", kept::isClosed);
                    s.query(s.open(), COUNT);
                }),
                Probe.of("statements closed and run by a former borrower", s -> {
                    Connection c = s.open();
                    Statement st = c.createStatement();
                    PreparedStatement prepared = c.prepareStatement(ALL);
                    ResultSet rs = prepared.executeQuery();
                    rs.next();
                    c.close();
                    Connection next = s.open();
                    next.setAutoCommit(false);
                    Statement others = next.createStatement();
                    ResultSet othersResults = others.executeQuery(ALL);
                    othersResults.next();
                    s.attempt("run", () -> st.executeUpdate(INSERT));
                    s.attempt("query", () -> st.executeQuery(ALL) != null);
                    s.attempt("run prepared", () -> prepared.executeQuery() != null);
                    s.tries("set", () -> prepared.setQueryTimeout(1));
                    s.tries("close results", rs::close);
                    s.tries("close statement", st::close);
                    s.tries("close prepared", prepared::close);
                    s.tries("close prepared again", prepared::close);
                    s.attempt("others' rest", () -> Rendering.rows(othersResults));
                    s.attempt("others' statement", others::isClosed);
                    next.commit();
                    s.query(next, COUNT);
                }),
                Probe.of("the same text prepared by the next borrower", s -> {
                    Connection c = s.open();
                    PreparedStatement mine = c.prepareStatement("SELECT amount FROM item WHERE id = ?");
                    mine.setInt(1, 1);
                    mine.executeQuery();
                    c.close();
                    Connection next = s.open();
                    PreparedStatement others = next.prepareStatement("SELECT amount FROM item WHERE id = ?");
                    s.attempt("without a parameter", () -> Rendering.rows(others.executeQuery()));
                    others.setInt(1, 2);
                    s.tries("set mine", () -> mine.setInt(1, 3));
                    s.tries("close mine", mine::close);
                    s.attempt("others", () -> Rendering.rows(others.executeQuery()));
                    s.attempt("others' fetch size", others::getFetchSize);
                }),
                Probe.of("columns of a former borrower's results", s -> {
                    Connection c = s.open();
                    ResultSetMetaData columns =
                            c.createStatement().executeQuery(ALL).getMetaData();
                    c.close();
                    Connection next = s.open();
                    describe(s, columns);
                    next.setAutoCommit(false);
                    describe(s, columns);
                    s.tries("set", () -> next.setReadOnly(true));
                }),
                Probe.of("columns that a former borrower has asked for", s -> {
                    Connection c = s.open();
                    PreparedStatement prepared = c.prepareStatement(ALL);
                    ResultSet rs = prepared.executeQuery();
                    describe(s, rs.getMetaData());
                    describe(s, prepared.getMetaData());
                    ResultSetMetaData columns = rs.getMetaData();
                    s.see("same", columns == rs.getMetaData());
                    s.attempt("unwrapped", () -> columns.unwrap(ResultSetMetaData.class) == columns);
                    c.close();
                    s.open();
                    describe(s, columns);
                }),
                Probe.of("savepoint of a closed connection", s -> {
                    Connection c = s.open();
                    c.setAutoCommit(false);
                    s.run(c, INSERT);
                    Savepoint unnamed = c.setSavepoint();
                    Savepoint named = c.setSavepoint("named");
                    c.close();
                    Connection next = s.open();
                    next.setAutoCommit(false);
                    s.run(next, INSERT);
                    s.tries("back to the unnamed", () -> next.rollback(unnamed));
                    s.tries("release the unnamed", () -> next.releaseSavepoint(unnamed));
                    s.query(next, COUNT);
                    s.tries("after a failure", next::rollback);
                    s.tries("back to the named", () -> next.rollback(named));
                    s.tries("release the named", () -> next.releaseSavepoint(named));
                    s.tries("by the closed one", () -> c.rollback(named));
                    s.attempt("name", named::getSavepointName);
                    s.attempt("id", unnamed::getSavepointId);
                }),
                Probe.of("savepoint of a closed connection where the next has one", s -> {
                    Connection c = s.open();
                    c.setAutoCommit(false);
                    Savepoint first = c.setSavepoint("here");
                    c.close();
                    Connection next = s.open();
                    next.setAutoCommit(false);
                    Savepoint second = next.setSavepoint("here");
                    s.run(next, INSERT);
                    s.tries("back to the old one", () -> next.rollback(first));
                    s.tries("back to the new one", () -> next.rollback(second));
                    s.query(next, COUNT);
                }),
                Probe.of("savepoints released and overtaken", s -> {
                    Connection c = s.open();
                    c.setAutoCommit(false);
                    Savepoint first = c.setSavepoint("first");
                    s.run(c, INSERT);
                    Savepoint second = c.setSavepoint("second");
                    s.tries("back to the first", () -> c.rollback(first));
                    s.tries("back to the second", () -> c.rollback(second));
                    s.tries("rollback", c::rollback);
                    s.tries("release the first", () -> c.releaseSavepoint(first));
                    s.attempt("null name", () -> c.setSavepoint(null) != null);
                    Savepoint one = c.setSavepoint("same");
                    s.attempt("the same name again", () -> c.setSavepoint("same") == one);
                }),
                Probe.of("handles in collections", s -> {
                    Connection c = s.open();
                    Statement st = c.createStatement();
                    ResultSet rs = st.executeQuery(ALL);
                    Set<Object> set = new HashSet<>(List.of(c, st, rs));
                    Map<Connection, String> map = new HashMap<>();
                    map.put(c, "mine");
                    s.see("all", set.size());
                    s.attempt("connection", () -> set.contains(st.getConnection()));
                    s.attempt("statement", () -> set.contains(rs.getStatement()));
                    s.attempt("results", () -> set.contains(st.getResultSet()));
                    s.see("of another", set.contains(s.open()));
                    c.close();
                    s.see("closed", set.contains(c));
                    s.see("closed in the map", map.get(c));
                    s.see("of the next", map.get(s.open()));
                    s.see("removed", set.remove(c));
                }),
                Probe.of("requests", s -> {
                    Connection c = s.open();
                    s.tries("begin", c::beginRequest);
                    s.tries("begin again", c::beginRequest);
                    s.query(c, COUNT);
                    s.tries("end", c::endRequest);
                    s.tries("end again", c::endRequest);
                    c.setAutoCommit(false);
                    s.run(c, INSERT);
                    s.tries("end in a transaction", c::endRequest);
                    s.attempt("autocommit", c::getAutoCommit);
                    c.close();
                    s.tries("begin when closed", c::beginRequest);
                    s.query(s.open(), COUNT);
                }),
                Probe.of("wrapped and unwrapped after the close", s -> {
                    Connection c = s.open();
                    Statement st = c.createStatement();
                    c.close();
                    s.attempt("is a connection", () -> c.isWrapperFor(Connection.class));
                    s.attempt("as a connection", () -> c.unwrap(Connection.class) == c);
                    s.attempt("is something else", () -> c.isWrapperFor(Runnable.class));
                    s.attempt("as something else", () -> c.unwrap(Runnable.class));
                    s.attempt("is null", () -> c.isWrapperFor(null));
                    s.attempt("as null", () -> c.unwrap(null));
                    s.attempt("statement", () -> st.unwrap(Statement.class) == st);
                    s.attempt("statement as something else", () -> st.unwrap(Runnable.class));
                }));
    }

    private static void describe(Stage s, ResultSetMetaData columns) {
        s.attempt("count", columns::getColumnCount);
        s.attempt("label", () -> columns.getColumnLabel(1));
        s.attempt("type", () -> columns.getColumnType(1));
        s.attempt("type's name", () -> columns.getColumnTypeName(1));
        s.attempt("table", () -> columns.getTableName(1));
        s.attempt("schema", () -> columns.getSchemaName(1));
        s.attempt("nullable", () -> columns.isNullable(1));
        s.attempt("counting", () -> columns.isAutoIncrement(1));
    }
}
