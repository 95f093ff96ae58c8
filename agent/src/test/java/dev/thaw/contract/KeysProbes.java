package dev.thaw.contract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Keys that the server generates, by all ways to ask for them. */
final class KeysProbes {
    private static final String INSERT = "INSERT INTO item (amount) VALUES (7)";
    private static final String TWO = "INSERT INTO item (amount) VALUES (7), (8)";
    private static final int[] FIRST = {1};
    private static final String[] ID = {"id"};
    private static final String[] WRONG = {"wrong"};

    private KeysProbes() {}

    static List<Probe> all() {
        return List.of(
                Probe.of("keys of a statement", s -> {
                    Statement st = s.open().createStatement();
                    ask(s, "update", st, () -> st.executeUpdate(INSERT, Statement.RETURN_GENERATED_KEYS));
                    ask(s, "update by column", st, () -> st.executeUpdate(INSERT, FIRST));
                    ask(s, "update by name", st, () -> st.executeUpdate(INSERT, ID));
                    ask(s, "large update", st, () -> st.executeLargeUpdate(INSERT, Statement.RETURN_GENERATED_KEYS));
                    ask(s, "large update by column", st, () -> st.executeLargeUpdate(INSERT, FIRST));
                    ask(s, "large update by name", st, () -> st.executeLargeUpdate(INSERT, ID));
                    ask(s, "execute", st, () -> st.execute(INSERT, Statement.RETURN_GENERATED_KEYS));
                    ask(s, "execute by column", st, () -> st.execute(INSERT, FIRST));
                    ask(s, "execute by name", st, () -> st.execute(INSERT, ID));
                    ask(s, "two rows", st, () -> st.executeUpdate(TWO, Statement.RETURN_GENERATED_KEYS));
                    ask(s, "a wrong name", st, () -> st.executeUpdate(INSERT, WRONG));
                    ask(s, "a wrong flag", st, () -> st.executeUpdate(INSERT, 99));
                    ask(s, "no names", st, () -> st.executeUpdate(INSERT, new String[0]));
                }),
                Probe.of("keys that nobody asked for", s -> {
                    Statement st = s.open().createStatement();
                    s.attempt("before anything", () -> Rendering.rows(st.getGeneratedKeys()));
                    ask(s, "update", st, () -> st.executeUpdate(INSERT));
                    ask(s, "update without", st, () -> st.executeUpdate(INSERT, Statement.NO_GENERATED_KEYS));
                    ask(s, "query", st, () -> st.execute("SELECT 1", Statement.RETURN_GENERATED_KEYS));
                    ask(s, "delete", st, () -> st.executeUpdate("DELETE FROM item", Statement.RETURN_GENERATED_KEYS));
                    ask(s, "after a failure", st, () -> st.executeUpdate("nonsense", Statement.RETURN_GENERATED_KEYS));
                }),
                Probe.of("keys of prepared statements", s -> {
                    Connection c = s.open();
                    prepared(s, "flag", c.prepareStatement(INSERT, Statement.RETURN_GENERATED_KEYS));
                    prepared(s, "column", c.prepareStatement(INSERT, FIRST));
                    prepared(s, "name", c.prepareStatement(INSERT, ID));
                    prepared(s, "none", c.prepareStatement(INSERT, Statement.NO_GENERATED_KEYS));
                    s.attempt(
                            "wrong name",
                            () -> c.prepareStatement(INSERT, WRONG).executeUpdate());
                }),
                Probe.of("keys of a batch", s -> {
                    Connection c = s.open();
                    PreparedStatement st =
                            c.prepareStatement("INSERT INTO item (amount) VALUES (?)", Statement.RETURN_GENERATED_KEYS);
                    for (int i = 0; i < 3; i++) {
                        st.setInt(1, i);
                        st.addBatch();
                    }
                    ask(s, "batch", st, st::executeBatch);
                    Statement plain = c.createStatement();
                    plain.addBatch(INSERT);
                    plain.addBatch(TWO);
                    ask(s, "batch of a statement", plain, plain::executeBatch);
                }),
                Probe.of("keys after their statement and connection", s -> {
                    Connection c = s.open();
                    Statement st = c.createStatement();
                    st.executeUpdate(INSERT, Statement.RETURN_GENERATED_KEYS);
                    s.attempt("results again", st::getResultSet);
                    st.close();
                    s.attempt("closed statement", () -> st.getGeneratedKeys() != null);
                    Statement other = c.createStatement();
                    other.executeUpdate(INSERT, Statement.RETURN_GENERATED_KEYS);
                    c.close();
                    s.open();
                    s.attempt("closed connection", () -> other.getGeneratedKeys() != null);
                }));
    }

    private static void prepared(Stage s, String label, PreparedStatement st) throws SQLException {
        ask(s, label, st, st::executeUpdate);
        ask(s, label + " again", st, st::execute);
        ask(s, label + " large", st, st::executeLargeUpdate);
        st.close();
    }

    private static void ask(Stage s, String label, Statement st, java.util.concurrent.Callable<?> call) {
        s.attempt(label, call);
        s.attempt(label + ", keys", () -> Rendering.rows(st.getGeneratedKeys()));
    }
}
