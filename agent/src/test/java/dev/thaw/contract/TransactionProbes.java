package dev.thaw.contract;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;

/** Transactions: their ends, autocommit, savepoints. */
final class TransactionProbes {
    private static final String INSERT = "INSERT INTO item (name) VALUES ('new')";
    private static final String COUNT = "SELECT COUNT(*) FROM item";

    private TransactionProbes() {}

    static List<Probe> all() {
        return List.of(
                Probe.of("commit makes it visible", s -> {
                    Connection c = transaction(s);
                    s.run(c, INSERT);
                    c.commit();
                    s.query(s.open(), COUNT);
                }),
                Probe.of("rollback undoes", s -> {
                    Connection c = transaction(s);
                    s.run(c, INSERT);
                    c.rollback();
                    s.query(c, COUNT);
                }),
                Probe.of("close in a transaction", s -> {
                    Connection c = transaction(s);
                    s.run(c, INSERT);
                    c.close();
                    s.query(s.open(), COUNT);
                }),
                Probe.of("close in a transaction releases its locks", s -> {
                    Connection c = transaction(s);
                    s.run(c, "UPDATE item SET amount = 1 WHERE id = 1");
                    c.close();
                    s.update(s.open(), "UPDATE item SET amount = 2 WHERE id = 1");
                }),
                Probe.of("a transaction that SQL began", s -> {
                    Connection c = s.open();
                    c.setReadOnly(false);
                    s.run(c, s.target() == Target.H2 ? "SET AUTOCOMMIT FALSE" : "BEGIN");
                    s.see("autocommit", c.getAutoCommit());
                    s.tries("read only", () -> c.setReadOnly(true));
                    s.update(c, INSERT);
                    s.tries("isolation", () -> c.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
                    s.see("read only", c.isReadOnly());
                    s.update(c, INSERT);
                    s.tries("read only off", () -> c.setReadOnly(false));
                    s.tries("autocommit off", () -> c.setAutoCommit(false));
                    s.update(c, INSERT);
                    s.tries("rollback", c::rollback);
                    s.query(c, COUNT);
                    c.close();
                    s.query(s.open(), COUNT);
                }),
                Probe.of("settings that SQL has changed", s -> {
                    Connection c = s.open();
                    c.setReadOnly(true);
                    c.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                    s.query(c, COUNT);
                    String session = s.target().isMySqlFamily()
                            ? "SET SESSION TRANSACTION "
                            : "SET SESSION CHARACTERISTICS AS TRANSACTION ";
                    s.tries("writable", () -> s.run(c, session + "READ WRITE"));
                    s.attempt("read only", c::isReadOnly);
                    s.tries("read committed", () -> s.run(c, session + "ISOLATION LEVEL READ COMMITTED"));
                    s.attempt("isolation", c::getTransactionIsolation);
                    s.tries("no autocommit", () -> s.run(c, "SET autocommit = 0"));
                    s.attempt("autocommit", c::getAutoCommit);
                    s.tries("autocommit on", () -> c.setAutoCommit(true));
                    s.attempt("autocommit now", c::getAutoCommit);
                }),
                Probe.of("commit with autocommit", s -> {
                    Connection c = s.open();
                    s.tries("commit", c::commit);
                    s.tries("rollback", c::rollback);
                    s.see("autocommit", c.getAutoCommit());
                    s.query(c, COUNT);
                }),
                Probe.of("autocommit on in a transaction commits", s -> {
                    Connection c = transaction(s);
                    s.run(c, INSERT);
                    s.tries("autocommit on", () -> c.setAutoCommit(true));
                    s.see("autocommit", c.getAutoCommit());
                    s.query(s.open(), COUNT);
                }),
                Probe.of("autocommit off and on with nothing between", s -> {
                    Connection c = s.open();
                    c.setAutoCommit(false);
                    c.setAutoCommit(true);
                    s.run(c, INSERT);
                    s.query(s.open(), COUNT);
                    s.tries("commit", c::commit);
                }),
                Probe.of("autocommit off twice", s -> {
                    Connection c = transaction(s);
                    s.run(c, INSERT);
                    c.setAutoCommit(false);
                    c.rollback();
                    s.query(c, COUNT);
                }),
                Probe.of("commit and rollback with nothing done", s -> {
                    Connection c = transaction(s);
                    s.tries("commit", c::commit);
                    s.tries("rollback", c::rollback);
                    s.tries("commit again", c::commit);
                    s.query(c, COUNT);
                }),
                Probe.of("a failed statement in a transaction", s -> {
                    Connection c = transaction(s);
                    s.run(c, INSERT);
                    s.update(c, INSERT);
                    s.query(c, COUNT);
                    s.tries("commit", c::commit);
                    s.query(s.open(), COUNT);
                }),
                Probe.of("close after a failed statement in a transaction", s -> {
                    Connection c = transaction(s);
                    s.update(c, INSERT);
                    s.update(c, "nonsense");
                    s.tries("close", c::close);
                    Connection next = s.open();
                    s.query(next, COUNT);
                }),
                Probe.of("transaction by SQL, closed open", s -> {
                    Connection c = s.open();
                    s.update(c, "BEGIN");
                    s.update(c, INSERT);
                    c.close();
                    Connection next = s.open();
                    s.query(next, COUNT);
                    s.see("autocommit", next.getAutoCommit());
                }),
                Probe.of("transaction by SQL, committed", s -> {
                    Connection c = s.open();
                    s.update(c, "BEGIN");
                    s.update(c, INSERT);
                    s.update(c, "COMMIT");
                    s.query(s.open(), COUNT);
                }),
                Probe.of("commit by SQL in a JDBC transaction", s -> {
                    Connection c = transaction(s);
                    s.update(c, INSERT);
                    s.update(c, "COMMIT");
                    s.query(s.open(), COUNT);
                    s.tries("rollback", c::rollback);
                    s.query(c, COUNT);
                }),
                Probe.of("savepoint", s -> {
                    Connection c = transaction(s);
                    Savepoint before = c.setSavepoint();
                    s.run(c, INSERT);
                    s.tries("back", () -> c.rollback(before));
                    s.query(c, COUNT);
                    s.attempt("id", before::getSavepointId);
                    s.attempt("name", before::getSavepointName);
                }),
                Probe.of("named savepoint, released", s -> {
                    Connection c = transaction(s);
                    Savepoint before = c.setSavepoint("here");
                    s.attempt("id", before::getSavepointId);
                    s.attempt("name", before::getSavepointName);
                    s.tries("release", () -> c.releaseSavepoint(before));
                    s.tries("back", () -> c.rollback(before));
                }),
                Probe.of("savepoint with autocommit", s -> {
                    Connection c = s.open();
                    s.attempt("unnamed", () -> c.setSavepoint() != null);
                    s.attempt("named", () -> c.setSavepoint("here") != null);
                    s.tries("back to null", () -> c.rollback(null));
                    s.tries("release null", () -> c.releaseSavepoint(null));
                }),
                Probe.of("savepoint of another connection", s -> {
                    Connection one = transaction(s);
                    Connection other = transaction(s);
                    Savepoint foreign = one.setSavepoint("foreign");
                    s.tries("back", () -> other.rollback(foreign));
                    s.tries("release", () -> other.releaseSavepoint(foreign));
                }),
                Probe.of("savepoint after commit", s -> {
                    Connection c = transaction(s);
                    Savepoint before = c.setSavepoint();
                    c.commit();
                    s.tries("back", () -> c.rollback(before));
                }),
                Probe.of("first statement after the autocommit switch is in the transaction", s -> {
                    Connection c = s.open();
                    s.query(c, COUNT);
                    c.setAutoCommit(false);
                    s.run(c, INSERT);
                    s.query(s.open(), COUNT);
                    c.rollback();
                    s.query(c, COUNT);
                }));
    }

    private static Connection transaction(Stage s) throws SQLException {
        Connection c = s.open();
        c.setAutoCommit(false);
        return c;
    }
}
