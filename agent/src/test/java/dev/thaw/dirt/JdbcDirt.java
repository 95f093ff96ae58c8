package dev.thaw.dirt;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Properties;

/** What JDBC's own methods leave, on any server. */
final class JdbcDirt {
    private static final String INSERT = "INSERT INTO item (name) VALUES ('left')";

    private JdbcDirt() {}

    static List<Dirt> all() {
        return List.of(
                Dirt.jdbc("autocommit off", c -> c.setAutoCommit(false)),
                Dirt.jdbc("autocommit off and a query", c -> {
                    c.setAutoCommit(false);
                    run(c, "SELECT * FROM item");
                }),
                Dirt.jdbc("uncommitted insert", c -> {
                    c.setAutoCommit(false);
                    run(c, INSERT);
                }),
                Dirt.jdbc("uncommitted insert by a batch", c -> {
                    c.setAutoCommit(false);
                    try (Statement st = c.createStatement()) {
                        st.addBatch(INSERT);
                        st.executeBatch();
                    }
                }),
                Dirt.jdbc("failed transaction", c -> {
                    c.setAutoCommit(false);
                    run(c, INSERT);
                    fail(c, "SELECT wrong FROM nothing");
                }),
                Dirt.jdbc("savepoint", c -> {
                    c.setAutoCommit(false);
                    run(c, INSERT);
                    c.setSavepoint("mark");
                }),
                Dirt.jdbc("read only", c -> c.setReadOnly(true)),
                Dirt.jdbc("read only and used", c -> {
                    c.setReadOnly(true);
                    run(c, "SELECT * FROM item");
                }),
                Dirt.jdbc("serializable", c -> c.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE)),
                Dirt.jdbc("serializable and used", c -> {
                    c.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                    run(c, "SELECT * FROM item");
                }),
                Dirt.jdbc("read uncommitted in a transaction", c -> {
                    c.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
                    c.setAutoCommit(false);
                    run(c, INSERT);
                }),
                Dirt.jdbc(
                        "holdability",
                        c -> c.setHoldability(
                                c.getHoldability() == ResultSet.HOLD_CURSORS_OVER_COMMIT
                                        ? ResultSet.CLOSE_CURSORS_AT_COMMIT
                                        : ResultSet.HOLD_CURSORS_OVER_COMMIT)),
                Dirt.jdbc("network timeout", c -> c.setNetworkTimeout(Runnable::run, 12_345)),
                Dirt.jdbc("type map", JdbcDirt::setTypeMap),
                Dirt.jdbc("client info", JdbcDirt::setClientInfo),
                Dirt.jdbc("unread results", c -> {
                    ResultSet rs = open(c).executeQuery("SELECT * FROM item");
                    rs.next();
                }),
                Dirt.jdbc("open cursor", c -> {
                    c.setAutoCommit(false);
                    Statement st = open(c);
                    st.setFetchSize(1);
                    st.executeQuery("SELECT * FROM item").next();
                }),
                Dirt.jdbc("query timeout", c -> {
                    Statement st = open(c);
                    st.setQueryTimeout(9);
                    st.execute("SELECT * FROM item");
                }),
                Dirt.jdbc("updatable result set with a change that was not sent", c -> {
                    ResultSet rs = c.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)
                            .executeQuery("SELECT id, name FROM item");
                    rs.next();
                    rs.updateString(2, "never");
                }));
    }

    private static void setClientInfo(Connection c) throws SQLException {
        Properties info = new Properties();
        info.setProperty("ApplicationName", "left");
        try {
            c.setClientInfo(info);
        } catch (SQLClientInfoException unknown) {
            mustBeRefused(c, "jdbc:h2:", unknown);
        }
    }

    private static void setTypeMap(Connection c) throws SQLException {
        try {
            c.setTypeMap(new HashMap<>());
        } catch (SQLFeatureNotSupportedException unknown) {
            mustBeRefused(c, "jdbc:mariadb:", unknown);
        }
    }

    private static void mustBeRefused(Connection c, String by, SQLException refusal) throws SQLException {
        if (!c.getMetaData().getURL().startsWith(by)) {
            throw refusal;
        }
    }

    @SuppressWarnings("resource") // left open on purpose
    private static Statement open(Connection c) throws SQLException {
        return c.createStatement();
    }

    private static void run(Connection c, String sql) throws SQLException {
        try (Statement st = c.createStatement()) {
            st.execute(sql);
        }
    }

    private static void fail(Connection c, String sql) {
        try {
            run(c, sql);
        } catch (SQLException expected) {
            return;
        }
        throw new IllegalStateException("must fail: " + sql);
    }
}
