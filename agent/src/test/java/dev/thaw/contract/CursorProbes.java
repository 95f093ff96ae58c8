package dev.thaw.contract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Results that come in parts, that move, that write, that end by themselves. */
final class CursorProbes {
    private static final String ALL = "SELECT id, name, amount FROM item ORDER BY id";

    private CursorProbes() {}

    static List<Probe> all() {
        return List.of(
                Probe.of("fetch size", s -> {
                    Statement st = s.open().createStatement();
                    s.tries("negative", () -> st.setFetchSize(-1));
                    s.tries("smallest", () -> st.setFetchSize(Integer.MIN_VALUE));
                    s.attempt("then", st::getFetchSize);
                    s.tries("two", () -> st.setFetchSize(2));
                    ResultSet rs = st.executeQuery(ALL);
                    s.attempt("of the results", rs::getFetchSize);
                    s.tries("of the results, three", () -> rs.setFetchSize(3));
                    s.attempt("rows", () -> Rendering.rows(rs));
                    s.tries("direction", () -> rs.setFetchDirection(ResultSet.FETCH_REVERSE));
                    s.attempt("direction then", st::getFetchDirection);
                }),
                Probe.of("streamed results", s -> {
                    Connection c = s.open();
                    ResultSet rs = streamed(c);
                    s.attempt("first", rs::next);
                    s.query(c, "SELECT 1");
                    s.attempt("second", rs::next);
                    s.attempt("id", () -> rs.getInt(1));
                    s.attempt("rest", () -> Rendering.rows(rs));
                    s.query(c, "SELECT 2");
                }),
                Probe.of("streamed results, closed half read", s -> {
                    Connection c = s.open();
                    ResultSet rs = streamed(c);
                    rs.next();
                    s.tries("close", rs::close);
                    s.query(c, "SELECT 1");
                    ResultSet other = streamed(c);
                    other.next();
                    s.tries("close of the connection", c::close);
                    Connection next = s.open();
                    s.query(next, ALL);
                    s.attempt("closed", other::isClosed);
                    s.query(next, "SELECT 2");
                }),
                Probe.of("cursor in a transaction", s -> {
                    Connection c = s.open();
                    c.setAutoCommit(false);
                    ResultSet rs = inParts(c);
                    s.attempt("first", rs::next);
                    s.update(c, "UPDATE item SET amount = 0");
                    s.attempt("second", rs::next);
                    s.attempt("amount", () -> rs.getInt(3));
                    s.attempt("rest", () -> Rendering.rows(rs));
                }),
                Probe.of("cursor over a commit", s -> {
                    Connection c = s.open();
                    c.setAutoCommit(false);
                    ResultSet rs = inParts(c);
                    s.attempt("first", rs::next);
                    s.tries("commit", c::commit);
                    s.attempt("closed", rs::isClosed);
                    s.attempt("rest", () -> Rendering.rows(rs));
                }),
                Probe.of("cursors held and not held over a commit", s -> {
                    Connection c = s.open();
                    c.setAutoCommit(false);
                    for (int hold : new int[] {ResultSet.HOLD_CURSORS_OVER_COMMIT, ResultSet.CLOSE_CURSORS_AT_COMMIT}) {
                        Statement st = c.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, hold);
                        st.setFetchSize(2);
                        ResultSet rs = st.executeQuery(ALL);
                        rs.next();
                        c.commit();
                        s.attempt("holdability", rs::getHoldability);
                        s.attempt("closed " + hold, rs::isClosed);
                        s.attempt("rest " + hold, () -> Rendering.rows(rs));
                    }
                }),
                Probe.of("cursor half read at the close of its connection", s -> {
                    Connection c = s.open();
                    c.setAutoCommit(false);
                    ResultSet rs = inParts(c);
                    rs.next();
                    c.close();
                    Connection next = s.open();
                    next.setAutoCommit(false);
                    ResultSet others = inParts(next);
                    others.next();
                    s.tries("close of the old one", rs::close);
                    s.attempt("rest of the new one", () -> Rendering.rows(others));
                }),
                Probe.of("cursor by name", s -> {
                    Connection c = s.open();
                    c.setAutoCommit(false);
                    Statement st = c.createStatement();
                    s.tries("name", () -> st.setCursorName("mine"));
                    ResultSet rs = st.executeQuery("SELECT id, amount FROM item WHERE id = 1 FOR UPDATE");
                    rs.next();
                    s.attempt("its name", rs::getCursorName);
                    s.update(c, "UPDATE item SET amount = 0 WHERE CURRENT OF mine");
                }),
                Probe.of("results closed on completion", s -> {
                    Connection c = s.open();
                    Statement st = c.createStatement();
                    s.attempt("before", st::isCloseOnCompletion);
                    st.closeOnCompletion();
                    s.attempt("after", st::isCloseOnCompletion);
                    ResultSet rs = st.executeQuery(ALL);
                    s.attempt("rows", () -> Rendering.rows(rs));
                    s.attempt("closed when read", st::isClosed);
                    rs.close();
                    s.attempt("closed", st::isClosed);
                    s.attempt("run", () -> st.executeQuery(ALL) != null);
                    s.tries("close", st::close);
                    s.query(c, "SELECT 1");
                }),
                Probe.of("prepared results closed on completion", s -> {
                    Connection c = s.open();
                    PreparedStatement st = c.prepareStatement(ALL);
                    st.closeOnCompletion();
                    ResultSet first = st.executeQuery();
                    s.attempt("run again", () -> st.executeQuery() != null);
                    s.attempt("first closed", first::isClosed);
                    s.attempt("statement closed", st::isClosed);
                    s.attempt("results", () -> st.getResultSet() != null);
                }),
                Probe.of("scrollable results", s -> {
                    Connection c = s.open();
                    ResultSet rs = c.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)
                            .executeQuery(ALL);
                    s.attempt("type", rs::getType);
                    s.attempt("last", rs::last);
                    s.attempt("row", rs::getRow);
                    s.attempt("previous", rs::previous);
                    s.attempt("absolute", () -> rs.absolute(2));
                    s.attempt("from the end", () -> rs.absolute(-2));
                    s.attempt("relative", () -> rs.relative(-1));
                    s.attempt("id", () -> rs.getInt(1));
                    s.tries("before the first", rs::beforeFirst);
                    s.attempt("is before the first", rs::isBeforeFirst);
                    s.attempt("too far", () -> rs.absolute(99));
                    s.attempt("is after the last", rs::isAfterLast);
                    s.attempt("value there", () -> rs.getInt(1));
                    s.attempt("update", () -> {
                        rs.updateInt(3, 0);
                        return null;
                    });
                }),
                Probe.of("updatable results", s -> {
                    Connection c = s.open();
                    ResultSet rs = updatable(c);
                    s.attempt("concurrency", rs::getConcurrency);
                    rs.next();
                    s.tries("set", () -> rs.updateInt("amount", 77));
                    s.tries("update", rs::updateRow);
                    s.attempt("updated", rs::rowUpdated);
                    rs.next();
                    s.tries("delete", rs::deleteRow);
                    s.attempt("deleted", rs::rowDeleted);
                    s.tries("to the new row", rs::moveToInsertRow);
                    s.tries("its name", () -> rs.updateString("name", "new"));
                    s.tries("its amount", () -> rs.updateInt("amount", 5));
                    s.tries("insert", rs::insertRow);
                    s.attempt("inserted", rs::rowInserted);
                    s.tries("back", rs::moveToCurrentRow);
                    s.attempt("third", () -> rs.absolute(3));
                    s.tries("set again", () -> rs.updateInt("amount", 88));
                    s.tries("cancel", rs::cancelRowUpdates);
                    s.tries("refresh", rs::refreshRow);
                    s.attempt("amount", () -> rs.getInt("amount"));
                    s.query(s.open(), ALL);
                }),
                Probe.of("updatable results in a transaction that is rolled back", s -> {
                    Connection c = s.open();
                    c.setAutoCommit(false);
                    ResultSet rs = updatable(c);
                    rs.next();
                    rs.updateInt("amount", 77);
                    s.tries("update", rs::updateRow);
                    c.close();
                    s.tries("update afterwards", rs::updateRow);
                    s.query(s.open(), ALL);
                }));
    }

    /** Connector/J's way of not reading everything at once; others refuse the fetch size or take it for a small one. */
    private static ResultSet streamed(Connection c) throws SQLException {
        Statement st = c.createStatement();
        try {
            st.setFetchSize(Integer.MIN_VALUE);
        } catch (SQLException notOffered) {
            st.setFetchSize(1);
        }
        return st.executeQuery(ALL);
    }

    private static ResultSet inParts(Connection c) throws SQLException {
        Statement st = c.createStatement();
        st.setFetchSize(2);
        return st.executeQuery(ALL);
    }

    private static ResultSet updatable(Connection c) throws SQLException {
        return c.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)
                .executeQuery(ALL);
    }
}
