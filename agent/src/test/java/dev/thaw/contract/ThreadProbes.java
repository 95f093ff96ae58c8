package dev.thaw.contract;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** A connection in several threads, and its end while one of them is at work. */
final class ThreadProbes {
    private static final int LONG_MILLIS = 1500;

    private ThreadProbes() {}

    static List<Probe> all() {
        return List.of(
                Probe.of("close from another thread", s -> {
                    Connection c = s.open();
                    c.setAutoCommit(false);
                    s.run(c, "UPDATE item SET amount = 0");
                    Statement st = c.createStatement();
                    s.attempt(
                            "close",
                            () -> elsewhere(() -> {
                                c.close();
                                return c.isClosed();
                            }));
                    s.attempt("closed", c::isClosed);
                    s.attempt("statement closed", st::isClosed);
                    s.attempt("use", () -> c.createStatement().executeQuery("SELECT 1"));
                    s.query(s.open(), "SELECT SUM(amount) FROM item");
                }),
                Probe.of("use in another thread", s -> {
                    Connection c = s.open();
                    c.setAutoCommit(false);
                    s.attempt("rows", () -> elsewhere(() -> s.rows(c, "SELECT COUNT(*) FROM item")));
                    s.attempt("autocommit", () -> elsewhere(c::getAutoCommit));
                    s.attempt(
                            "update",
                            () -> elsewhere(() -> c.createStatement().executeUpdate("UPDATE item SET amount = 0")));
                    s.tries("commit", c::commit);
                    c.close();
                    s.query(s.open(), "SELECT SUM(amount) FROM item");
                }),
                Probe.of("close while another thread waits for the server", s -> {
                    Connection c = s.open();
                    Statement st = c.createStatement();
                    FutureTask<String> waiting = waiting(st, s.sql().sleep(LONG_MILLIS));
                    s.tries("close", c::close);
                    s.attempt("closed", c::isClosed);
                    waiting.get();
                    s.query(s.open(), "SELECT COUNT(*) FROM item");
                }),
                Probe.of("abort while another thread waits for the server", s -> {
                    Connection c = s.open();
                    Statement st = c.createStatement();
                    FutureTask<String> waiting = waiting(st, s.sql().sleep(LONG_MILLIS));
                    s.tries("abort", () -> c.abort(Runnable::run));
                    s.attempt("closed", c::isClosed);
                    waiting.get();
                    s.tries("abort again", () -> c.abort(Runnable::run));
                    s.tries("close", c::close);
                    s.query(s.open(), "SELECT COUNT(*) FROM item");
                }),
                Probe.of("abort", s -> {
                    Connection c = s.open();
                    c.setAutoCommit(false);
                    s.run(c, "UPDATE item SET amount = 0");
                    s.tries("without an executor", () -> c.abort(null));
                    s.tries("abort", () -> c.abort(Runnable::run));
                    s.attempt("closed", c::isClosed);
                    s.attempt("valid", () -> c.isValid(1));
                    s.tries("commit", c::commit);
                    s.tries("close", c::close);
                    s.tries("abort when closed", () -> c.abort(Runnable::run));
                    Connection next = s.open();
                    s.update(next, "UPDATE item SET amount = amount + 1 WHERE id = 5");
                    s.query(next, "SELECT COUNT(*) FROM item WHERE amount = 0");
                }));
    }

    /** What the statement ends with depends on who is first; that it ends is what counts. */
    private static FutureTask<String> waiting(Statement st, String sql) throws InterruptedException {
        FutureTask<String> task = new FutureTask<>(() -> {
            try {
                return String.valueOf(st.executeQuery(sql).next());
            } catch (SQLException e) {
                return e.getSQLState();
            }
        });
        Thread thread = start(task);
        while (thread.isAlive() && !isReading(thread)) {
            Thread.sleep(1);
        }
        return task;
    }

    private static boolean isReading(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().contains("NioSocketImpl")
                        && frame.getMethodName().contains("ead"));
    }

    private static <T> T elsewhere(Callable<T> call) throws Exception {
        FutureTask<T> task = new FutureTask<>(call);
        start(task);
        return task.get();
    }

    private static Thread start(FutureTask<?> task) {
        Thread thread = new Thread(task, "probe");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
