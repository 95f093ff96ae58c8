package dev.thaw.contract;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/** Batches: what they count, where one of them fails, what they leave. */
final class BatchProbes {
    private static final String ROWS = "SELECT id, name, amount FROM item ORDER BY id";
    private static final String INSERT = "INSERT INTO item (name) VALUES (?)";
    /** More than drivers send at once. */
    private static final int MANY = 1000;

    private BatchProbes() {}

    static List<Probe> all() {
        return List.of(
                Probe.of("batch of a statement", s -> {
                    Connection c = s.open();
                    Statement st = c.createStatement();
                    st.addBatch("UPDATE item SET amount = 1");
                    st.addBatch("INSERT INTO item (name) VALUES ('a')");
                    st.addBatch("DELETE FROM item WHERE id = 99");
                    s.attempt("counts", st::executeBatch);
                    s.attempt("again", st::executeBatch);
                    s.attempt("large, of none", st::executeLargeBatch);
                    s.query(c, ROWS);
                }),
                Probe.of("batch with a failing member", s -> failing(s, s.open())),
                Probe.of("batch with a failing member in a transaction", s -> {
                    Connection c = s.open();
                    c.setAutoCommit(false);
                    failing(s, c);
                    s.tries("commit", c::commit);
                    s.query(s.open(), ROWS);
                }),
                Probe.of("batch with a query in it", s -> {
                    Connection c = s.open();
                    Statement st = c.createStatement();
                    st.addBatch("UPDATE item SET amount = 1 WHERE id = 1");
                    st.addBatch("SELECT 1");
                    counts(s, "run", st);
                    s.query(c, ROWS);
                }),
                Probe.of("batch cleared", s -> {
                    Connection c = s.open();
                    Statement st = c.createStatement();
                    st.addBatch("UPDATE item SET amount = 1");
                    st.clearBatch();
                    s.attempt("run", st::executeBatch);
                    st.addBatch("UPDATE item SET amount = 2 WHERE id = 2");
                    s.attempt("run another", st::executeBatch);
                    s.query(c, ROWS);
                }),
                Probe.of("batch and a statement between", s -> {
                    Connection c = s.open();
                    Statement st = c.createStatement();
                    st.addBatch("UPDATE item SET amount = amount + 1");
                    s.attempt("query", () -> st.executeQuery("SELECT 1").next());
                    s.attempt("update", () -> st.executeUpdate("UPDATE item SET amount = 0 WHERE id = 1"));
                    s.attempt("run", st::executeBatch);
                    s.attempt("update count", st::getUpdateCount);
                    s.attempt("more", st::getMoreResults);
                    s.query(c, ROWS);
                }),
                Probe.of("batch of a prepared statement", s -> {
                    Connection c = s.open();
                    PreparedStatement st = c.prepareStatement(INSERT);
                    for (String name : List.of("a", "b", "c")) {
                        st.setString(1, name);
                        st.addBatch();
                    }
                    s.attempt("run", st::executeBatch);
                    s.attempt("again", st::executeBatch);
                    s.tries("add with the old parameter", st::addBatch);
                    counts(s, "run the old parameter", st);
                    s.tries("add SQL", () -> st.addBatch("SELECT 1"));
                    s.tries("clear parameters", st::clearParameters);
                    s.tries("add without a parameter", st::addBatch);
                    s.query(c, ROWS);
                }),
                Probe.of("batch of a prepared statement with a failing member", s -> {
                    Connection c = s.open();
                    PreparedStatement st = c.prepareStatement(INSERT);
                    for (String name : List.of("a", "item 1", "b")) {
                        st.setString(1, name);
                        st.addBatch();
                    }
                    counts(s, "run", st);
                    st.setString(1, "c");
                    s.tries("add", st::addBatch);
                    counts(s, "run what is left", st);
                    s.query(c, ROWS);
                }),
                Probe.of("batch of many", s -> {
                    Connection c = s.open();
                    PreparedStatement st = c.prepareStatement("UPDATE item SET amount = amount + ? WHERE id = ?");
                    c.setAutoCommit(false);
                    for (int i = 0; i < MANY; i++) {
                        st.setInt(1, 1);
                        st.setInt(2, i % 7);
                        st.addBatch();
                    }
                    s.attempt("sum", () -> Arrays.stream(st.executeLargeBatch()).sum());
                    c.commit();
                    s.query(s.open(), ROWS);
                }),
                Probe.of("batch left by a closed statement and connection", s -> {
                    Connection c = s.open();
                    Statement st = c.createStatement();
                    st.addBatch("UPDATE item SET amount = 1");
                    PreparedStatement prepared = c.prepareStatement(INSERT);
                    prepared.setString(1, "left");
                    prepared.addBatch();
                    c.close();
                    Connection next = s.open();
                    s.tries("run", () -> st.executeBatch());
                    s.query(next, ROWS);
                }),
                Probe.of("batch that changes the session", s -> {
                    Connection c = s.open();
                    Statement st = c.createStatement();
                    st.addBatch("CREATE TABLE extra (a INT)");
                    st.addBatch("INSERT INTO extra VALUES (1)");
                    s.attempt("run", st::executeBatch);
                    c.close();
                    s.query(s.open(), "SELECT * FROM extra");
                    s.update(s.open(), "DROP TABLE extra");
                }));
    }

    private static void failing(Stage s, Connection c) throws SQLException {
        Statement st = c.createStatement();
        st.addBatch("UPDATE item SET amount = 1 WHERE id = 1");
        st.addBatch("INSERT INTO item (name) VALUES ('item 2')");
        st.addBatch("UPDATE item SET amount = 3 WHERE id = 3");
        counts(s, "run", st);
        counts(s, "run what is left", st);
        s.query(c, ROWS);
    }

    /** With those of the exception. */
    private static void counts(Stage s, String label, Statement statement) {
        s.attempt(label, () -> {
            try {
                return statement.executeBatch();
            } catch (BatchUpdateException e) {
                s.see(label + ", counts", e.getUpdateCounts());
                s.see(label + ", large counts", e.getLargeUpdateCounts());
                s.see(label + ", cause", e.getCause());
                throw e;
            }
        });
    }
}
