package dev.thaw.random;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The calls that a sequence is made of, with their weights. */
final class Steps {
    /** A call with its name. */
    record Named(String name, Step step) {}

    private static final int[] LEVELS = {
        Connection.TRANSACTION_READ_COMMITTED,
        Connection.TRANSACTION_REPEATABLE_READ,
        Connection.TRANSACTION_SERIALIZABLE
    };

    private static final List<Named> ALL = new ArrayList<>();

    static {
        add(
                6,
                "execute query",
                (w, n) -> w.results(w.statement().executeQuery("SELECT id, name FROM item ORDER BY id")));
        add(3, "execute", (w, n) -> w.statement().execute("SELECT amount FROM item WHERE id = " + n % 7));
        add(3, "get result set", (w, n) -> w.results(w.statement().getResultSet()));
        add(3, "insert", (w, n) -> w.statement().executeUpdate("INSERT INTO item (name) VALUES ('r" + n % 9 + "')"));
        add(
                4,
                "update",
                (w, n) -> w.statement().executeUpdate("UPDATE item SET amount = " + n + " WHERE id = " + n % 7));
        add(2, "delete", (w, n) -> w.statement().executeUpdate("DELETE FROM item WHERE id = " + n % 9));
        add(1, "bad SQL", (w, n) -> w.statement().executeUpdate("UPDATE nothing SET a = 1"));
        add(1, "null SQL", (w, n) -> w.statement().execute("SELECT wrong FROM item"));
        add(6, "next", (w, n) -> w.results().next());
        add(4, "get id", (w, n) -> w.results().getInt(1));
        add(2, "get by a name", (w, n) -> w.results().getString(n % 3 == 0 ? "wrong" : "id"));
        add(1, "was null", (w, n) -> w.results().wasNull());
        add(1, "row", (w, n) -> w.results().getRow());
        add(1, "results closed", (w, n) -> w.results().isClosed());
        add(1, "statement of results", (w, n) -> w.results().getStatement() == w.statement());
        add(1, "close results", (w, n) -> run(() -> w.results().close()));
        add(2, "set parameter", (w, n) -> run(() -> w.prepared().setInt(1, n % 60)));
        add(1, "clear parameters", (w, n) -> run(() -> w.prepared().clearParameters()));
        add(3, "run prepared", (w, n) -> w.results(w.prepared().executeQuery()));
        add(
                1,
                "add to batch",
                (w, n) -> run(() -> w.statement().addBatch("UPDATE item SET amount = amount + " + n % 5)));
        add(1, "run batch", (w, n) -> w.statement().executeBatch());
        add(1, "clear batch", (w, n) -> run(() -> w.statement().clearBatch()));
        add(1, "update count", (w, n) -> w.statement().getUpdateCount());
        add(1, "more results", (w, n) -> w.statement().getMoreResults());
        add(1, "max rows", (w, n) -> run(() -> w.statement().setMaxRows(n % 4)));
        add(1, "fetch size", (w, n) -> run(() -> w.statement().setFetchSize(n % 3)));
        add(1, "statement closed", (w, n) -> w.statement().isClosed());
        add(1, "connection of statement", (w, n) -> w.statement().getConnection() == w.connection());
        add(1, "close on completion", (w, n) -> run(() -> w.statement().closeOnCompletion()));
        add(1, "close statement", (w, n) -> run(() -> w.statement().close()));
        add(3, "make statement", (w, n) -> run(() -> w.statement(w.connection().createStatement())));
        add(
                1,
                "make scrollable",
                (w, n) -> run(() -> w.statement(w.connection()
                        .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY))));
        add(1, "close prepared", (w, n) -> run(() -> w.prepared().close()));
        add(
                2,
                "prepare",
                (w, n) -> run(() -> w.prepared(
                        w.connection().prepareStatement("SELECT id, amount FROM item WHERE amount > ? ORDER BY id"))));
        add(2, "generated keys", (w, n) -> {
            w.statement()
                    .executeUpdate("INSERT INTO item (amount) VALUES (" + n + ")", Statement.RETURN_GENERATED_KEYS);
            return w.results(w.statement().getGeneratedKeys());
        });
        add(3, "autocommit off", (w, n) -> run(() -> w.connection().setAutoCommit(false)));
        add(2, "autocommit on", (w, n) -> run(() -> w.connection().setAutoCommit(true)));
        add(2, "autocommit", (w, n) -> w.connection().getAutoCommit());
        add(3, "commit", (w, n) -> run(() -> w.connection().commit()));
        add(3, "rollback", (w, n) -> run(() -> w.connection().rollback()));
        add(1, "set savepoint", (w, n) -> run(() -> w.savepoint(w.connection().setSavepoint("s" + n % 3))));
        add(1, "back to savepoint", (w, n) -> run(() -> w.connection().rollback(w.savepoint())));
        add(1, "read only", (w, n) -> run(() -> w.connection().setReadOnly(n % 3 == 0)));
        add(1, "is read only", (w, n) -> w.connection().isReadOnly());
        add(1, "isolation", (w, n) -> run(() -> w.connection().setTransactionIsolation(LEVELS[n % LEVELS.length])));
        add(1, "get isolation", (w, n) -> w.connection().getTransactionIsolation());
        add(1, "holdability", (w, n) -> run(() -> w.connection().setHoldability(1 + n % 2)));
        add(1, "get holdability", (w, n) -> w.connection().getHoldability());
        add(1, "network timeout", (w, n) -> run(() -> w.connection().setNetworkTimeout(Runnable::run, 10_000 + n)));
        add(1, "get network timeout", (w, n) -> w.connection().getNetworkTimeout());
        add(1, "schema", (w, n) -> w.connection().getSchema());
        add(1, "valid", (w, n) -> w.connection().isValid(2));
        add(1, "closed", (w, n) -> w.connection().isClosed());
        add(1, "warnings", (w, n) -> w.connection().getWarnings() == null);
        add(1, "clear warnings", (w, n) -> run(() -> w.connection().clearWarnings()));
        add(1, "native SQL", (w, n) -> w.connection().nativeSQL("SELECT {d '2026-01-02'}"));
        add(1, "product", (w, n) -> w.connection().getMetaData().getDatabaseProductName());
        add(1, "metadata's connection", (w, n) -> w.connection().getMetaData().getConnection() == w.connection());
        add(1, "use after close", (w, n) -> w.useAfterClose());
        add(
                2,
                "open again",
                (w, n) -> run(() -> {
                    w.connection().close();
                    w.open();
                }));
    }

    private Steps() {}

    /** @throws IllegalArgumentException where there is none */
    static Named named(String name) {
        return ALL.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no call \"" + name + "\""));
    }

    static Named any(Random random) {
        return ALL.get(random.nextInt(ALL.size()));
    }

    private static void add(int weight, String name, Step step) {
        for (int i = 0; i < weight; i++) {
            ALL.add(new Named(name, step));
        }
    }

    private interface Call {
        void run() throws Exception;
    }

    private static String run(Call call) throws Exception {
        call.run();
        return "done";
    }
}
