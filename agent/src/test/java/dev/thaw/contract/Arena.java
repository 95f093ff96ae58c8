package dev.thaw.contract;

import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.JdbcUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** One database of a target with the schema of its dialect, and the ways to it. Not thread-safe. */
public final class Arena implements AutoCloseable {
    private final Target target;
    private final Database database;
    private final Connection keeper;

    /** A new database. Skips the test where the server cannot run. */
    public Arena(Target target) throws SQLException {
        this.target = target;
        this.database = target.server().newDatabase("contract");
        this.keeper = database.connect(url(Map.of()));
        List<String> preparations = new ArrayList<>(target.dialect().schema());
        preparations.addAll(target.dialect().quickLogin(database.user(), database.password()));
        try (Statement statement = keeper.createStatement()) {
            for (String sql : preparations) {
                statement.execute(sql);
            }
        }
    }

    /** The database. */
    public Database database() {
        return database;
    }

    /** The server and driver. */
    public Target target() {
        return target;
    }

    /** The URL with the target's options and these; without these for H2, which refuses what it does not know. */
    public JdbcUrl url(Map<String, String> options) {
        JdbcUrl url = database.url(target.driver()).plain();
        for (Map.Entry<String, String> option : target.options().entrySet()) {
            url = url.with(option.getKey(), option.getValue());
        }
        Map<String, String> known = target == Target.H2 ? Map.of() : options;
        for (Map.Entry<String, String> option : known.entrySet()) {
            url = url.with(option.getKey(), option.getValue());
        }
        return url;
    }

    /** User and password. */
    public Properties credentials() {
        Properties credentials = new Properties();
        credentials.setProperty("user", database.user());
        credentials.setProperty("password", database.password());
        return credentials;
    }

    /** What a probe sees by this way, a line each. */
    public List<String> run(Probe probe, Way way) throws SQLException {
        Stage stage = new Stage(target, source(url(probe.options()), way));
        refill();
        try (stage) {
            stage.tries("end", () -> probe.action().on(stage));
        }
        return stage.transcript().lines();
    }

    private Stage.Source source(JdbcUrl url, Way way) throws SQLException {
        if (way == Way.PLAIN || way == Way.PLAIN_AGAIN) {
            return () -> url.open(credentials());
        }
        Opener opener = Opener.ofItsOwn();
        Stage.Source source = () -> opener.open(url.toString(), credentials());
        if (way != Way.FRESH) {
            try (Connection predecessor = source.open()) {
                Predecessor.leaves(way, predecessor, target);
            }
        }
        return source;
    }

    /** Removes the table that probes make, and has the rows that every run begins with. */
    public void refill() throws SQLException {
        try (Statement statement = keeper.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS extra");
        }
        refillItems();
    }

    /** Has the rows that every run begins with. */
    public void refillItems() throws SQLException {
        try (Statement statement = keeper.createStatement()) {
            for (String sql : target.dialect().reset()) {
                statement.execute(sql);
            }
            statement.execute("INSERT INTO item (name, amount, note) VALUES ('item 1', 10, 'note 1'),"
                    + " ('item 2', 20, NULL), ('item 3', 30, 'note 3'), ('item 4', 40, NULL),"
                    + " ('item 5', 50, 'note 5')");
        }
    }

    @Override
    public void close() throws SQLException {
        keeper.close();
    }
}
