package dev.thaw.session;

import dev.thaw.cache.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;

/**
 * The JDBC attributes of a physical connection and its transaction, as the present borrower wants them and as they are.
 *
 * <p>What a borrower sets is remembered and sent before the next statement that needs it, so that the same setting in
 * every invocation costs no round trip. Nothing is sent at the return either: the next borrower wants the start values
 * again, and what he needs of them is sent then. Belongs to the session's borrower.
 */
public final class JdbcState {
    private final Entry entry;
    private final DriverKind driver;
    private final boolean initialAutoCommit;
    private boolean autoCommit;
    private boolean wantedAutoCommit;
    /** Something may have run since the last commit or rollback while autocommit was off. */
    private boolean inTransaction = false;
    /** Some attribute is wanted otherwise than it is. */
    private boolean pending = false;

    /** SQL may have changed what is known here, so that a setter is sent even where it seems to change nothing. */
    private boolean changedBySql = false;
    /** Some attribute was read first when SQL may have changed it already. */
    private boolean startUnknown = false;

    private boolean leftToTheDriver = false;
    private Attribute[] attributes;

    /** @throws SQLException where the driver cannot tell its autocommit mode */
    JdbcState(Entry entry, DriverKind driver) throws SQLException {
        this.entry = entry;
        this.driver = driver;
        this.initialAutoCommit = entry.connection().getAutoCommit();
        this.autoCommit = initialAutoCommit;
        this.wantedAutoCommit = initialAutoCommit;
    }

    private Connection connection() {
        return entry.connection();
    }

    /** From now on the application sets state behind our back, or the connection is being aborted: nothing is sent. */
    void leaveToTheDriver() {
        leftToTheDriver = true;
        pending = false;
    }

    /** Before a statement is made: drivers keep some of the connection's state in it. */
    public void beforeStatement() throws SQLException {
        if (pending) {
            sendCaptured();
        }
    }

    private void sendCaptured() throws SQLException {
        for (int kind = 0; attributes != null && kind < Attribute.KINDS; kind++) {
            if (Attribute.isCapturedByStatements(kind)) {
                send(kind);
            }
        }
    }

    /** Before anything else that may reach the server: what is wanted becomes what is. */
    public void beforeWork() throws SQLException {
        if (pending) {
            sendPending();
        }
        if (!autoCommit) {
            inTransaction = true;
        }
    }

    public boolean getAutoCommit() throws SQLException {
        return isOnItsOwn() ? connection().getAutoCommit() : wantedAutoCommit;
    }

    /** A change inside a transaction commits it, so that one is sent at once; any other one waits. */
    public void setAutoCommit(boolean on) throws SQLException {
        if (isOnItsOwn()) {
            setAutoCommitOfItsOwn(on);
            return;
        }
        if (changedBySql) {
            sendPending();
            sendAutoCommit(on);
            return;
        }
        boolean before = wantedAutoCommit;
        wantedAutoCommit = on;
        if (autoCommit != on) {
            pending = true;
        }
        if (inTransaction) {
            try {
                sendPending();
            } catch (SQLException refused) {
                wantedAutoCommit = before;
                throw refused;
            }
        }
    }

    private void sendAutoCommit(boolean on) throws SQLException {
        connection().setAutoCommit(on);
        wantedAutoCommit = on;
        autoCommit = on;
        inTransaction &= !on;
    }

    /** Should the connection be replaced, the new one gets what the application wanted last. */
    private void setAutoCommitOfItsOwn(boolean on) throws SQLException {
        try {
            connection().setAutoCommit(on);
            wantedAutoCommit = on;
        } catch (SQLException refused) {
            if (on) {
                endedBy(refused);
                wantedAutoCommit |= !inTransaction;
            }
            throw refused;
        }
    }

    public void commit() throws SQLException {
        try {
            if (pending) {
                sendPending();
            }
            connection().commit();
            inTransaction = false;
        } catch (SQLException refused) {
            endedBy(refused);
            throw refused;
        }
    }

    public void rollback() throws SQLException {
        try {
            if (pending) {
                sendPending();
            }
            connection().rollback();
            inTransaction = false;
        } catch (SQLException refused) {
            endedBy(refused);
            throw refused;
        }
    }

    /** A commit, a rollback or its like failed: where that broke the connection the transaction is over, and the application knows. */
    private void endedBy(SQLException refused) {
        entry.failed(refused);
        inTransaction &= !entry.isBroken();
    }

    /** Whether nothing of a transaction is open, and the driver's state is known. */
    boolean isAtRest() {
        return !inTransaction && !leftToTheDriver;
    }

    /** The physical connection is a new one, as it was at the start; what is wanted is sent before it is needed. */
    void renewed() {
        autoCommit = initialAutoCommit;
        pending = autoCommit != wantedAutoCommit;
        if (attributes != null) {
            for (Attribute attribute : attributes) {
                if (attribute != null) {
                    attribute.renewed();
                    pending |= attribute.isPending();
                }
            }
        }
    }

    public boolean isReadOnly() throws SQLException {
        Attribute known = known(Attribute.READ_ONLY);
        return known == null ? connection().isReadOnly() : (Boolean) known.wanted();
    }

    public void setReadOnly(boolean readOnly) throws SQLException {
        if (driver.takesEveryIsolation()) {
            wantLater(Attribute.READ_ONLY, readOnly);
        } else {
            // A hint, which the driver may ignore.
            Attribute attribute = attribute(Attribute.READ_ONLY);
            connection().setReadOnly(readOnly);
            attribute.was(connection().isReadOnly());
        }
    }

    public int getTransactionIsolation() throws SQLException {
        if (driver == DriverKind.PGJDBC) {
            // Asks its server every time, and so begins a transaction or fails in an aborted one.
            beforeWork();
            return connection().getTransactionIsolation();
        }
        Attribute known = known(Attribute.ISOLATION);
        return known == null ? connection().getTransactionIsolation() : (Integer) known.wanted();
    }

    public void setTransactionIsolation(int level) throws SQLException {
        boolean standard = level == Connection.TRANSACTION_READ_UNCOMMITTED
                || level == Connection.TRANSACTION_READ_COMMITTED
                || level == Connection.TRANSACTION_REPEATABLE_READ
                || level == Connection.TRANSACTION_SERIALIZABLE;
        if (standard && driver.takesEveryIsolation()) {
            wantLater(Attribute.ISOLATION, level);
        } else {
            wantNow(Attribute.ISOLATION, level);
        }
    }

    public void setCatalog(String catalog) throws SQLException {
        wantBySql(Attribute.CATALOG, catalog);
    }

    public void setSchema(String schema) throws SQLException {
        wantBySql(Attribute.SCHEMA, schema);
    }

    public void setHoldability(int holdability) throws SQLException {
        wantNow(Attribute.HOLDABILITY, holdability);
    }

    public void setNetworkTimeout(Executor executor, int milliseconds) throws SQLException {
        Attribute timeout = attribute(Attribute.NETWORK_TIMEOUT);
        connection().setNetworkTimeout(executor, milliseconds);
        timeout.was(milliseconds);
    }

    /** What this JDBC getter of a new connection answers. */
    public Object initially(String getter) throws SQLException {
        switch (getter) {
            case "getAutoCommit":
                return initialAutoCommit;
            case "isReadOnly":
                return attribute(Attribute.READ_ONLY).initial();
            case "getHoldability":
                return attribute(Attribute.HOLDABILITY).initial();
            case "getCatalog":
                return attribute(Attribute.CATALOG).initial();
            default:
                throw new IllegalArgumentException(getter);
        }
    }

    /** A change that the driver cannot refuse, unless inside a transaction, waits for the statement that needs it. */
    private void wantLater(int kind, Object value) throws SQLException {
        if (isOnItsOwn()) {
            Attribute.write(kind, connection(), value);
            return;
        }
        if (inTransaction) {
            wantInTransaction(kind, value);
        } else {
            want(kind, value);
            pending = true;
        }
    }

    /** The driver may refuse it here, even where it changes nothing. On PostgreSQL nobody knows then what will be. */
    private void wantInTransaction(int kind, Object value) throws SQLException {
        Attribute attribute = driver == DriverKind.PGJDBC ? null : attribute(kind);
        Attribute.write(kind, connection(), value);
        if (attribute == null) {
            entry.condemn();
            leaveToTheDriver();
        } else {
            attribute.was(value);
        }
    }

    /** PostgreSQL's driver asks and sets these by SQL, in a transaction that may take them back. */
    private void wantBySql(int kind, Object value) throws SQLException {
        boolean bySql = driver == DriverKind.PGJDBC && !isOnItsOwn();
        if (bySql) {
            beforeWork();
        }
        if (bySql && inTransaction) {
            wantInTransaction(kind, value);
        } else {
            wantNow(kind, value);
        }
    }

    /** A change that the driver may refuse is sent now, unless it is none; H2's commits a transaction even then. */
    private void wantNow(int kind, Object value) throws SQLException {
        if (isOnItsOwn()) {
            Attribute.write(kind, connection(), value);
            return;
        }
        Attribute attribute = attribute(kind);
        if (attribute.isActually(value) && !changedBySql) {
            if (inTransaction) {
                Attribute.write(kind, connection(), value);
            }
            attribute.want(value);
            return;
        }
        Object before = attribute.wanted();
        want(kind, value);
        try {
            attribute.send(connection());
        } catch (SQLException refused) {
            attribute.want(before);
            throw refused;
        }
    }

    private void want(int kind, Object value) throws SQLException {
        Attribute attribute = attribute(kind);
        if (changedBySql) {
            attribute.doubt();
        }
        attribute.want(value);
    }

    /** The driver alone knows the state: the connection is broken, or somebody changes it behind this class. */
    private boolean isOnItsOwn() {
        return leftToTheDriver || entry.isCondemned();
    }

    private Attribute known(int kind) {
        return attributes == null || isOnItsOwn() ? null : attributes[kind];
    }

    private Attribute attribute(int kind) throws SQLException {
        if (attributes == null) {
            attributes = new Attribute[Attribute.KINDS];
        }
        if (attributes[kind] == null) {
            // PostgreSQL's driver tells the first schema of the path alone, and takes null for the path of the connect.
            boolean path = driver == DriverKind.PGJDBC && kind == Attribute.SCHEMA;
            attributes[kind] = new Attribute(kind, path ? null : Attribute.read(kind, connection()));
            startUnknown |= changedBySql;
            if (driver == DriverKind.PGJDBC && kind == Attribute.ISOLATION && !autoCommit && !inTransaction) {
                // The question began a transaction, in which the level cannot be changed.
                connection().rollback();
            }
        }
        return attributes[kind];
    }

    /** PostgreSQL's driver sets the schema by SQL: a transaction begins, and its rollback would take it back. */
    private void send(int kind) throws SQLException {
        Attribute attribute = attributes[kind];
        if (attribute != null && attribute.isPending()) {
            attribute.send(connection());
            if (kind == Attribute.SCHEMA && driver == DriverKind.PGJDBC && !autoCommit) {
                connection().commit();
            }
        }
    }

    private void sendPending() throws SQLException {
        if (attributes != null) {
            for (int kind = 0; kind < Attribute.KINDS; kind++) {
                send(kind);
            }
        }
        if (autoCommit != wantedAutoCommit) {
            connection().setAutoCommit(wantedAutoCommit);
            autoCommit = wantedAutoCommit;
            inTransaction = false;
        }
        pending = false;
    }

    /** After statements of ours, while nothing of the application's is open. */
    void endOwnWork() throws SQLException {
        if (!autoCommit) {
            connection().commit();
        }
    }

    /** Before statements of ours at the end of a borrow: what waits is sent, and no transaction is open that they would fail in. */
    void settle() throws SQLException {
        wantedAutoCommit = true;
        sendPending();
    }

    /** Before SQL that may change the session. */
    void willBeChangedBySql() {
        changedBySql = true;
    }

    /** The session is as it was at the start, and so is the next borrower's wish. */
    void wasReset() {
        changedBySql = false;
        if (startUnknown) {
            startUnknown = false;
            attributes = null;
        }
        wantInitial();
    }

    /**
     * The borrow is over: the transaction ends, and the next borrower wants everything as it was at the start. Null when done;
     * else why the connection must be closed, which ends the transaction the driver's own way.
     */
    String end() {
        String unfit = autoCommit ? null : endTransaction();
        if (unfit == null && (isWithoutReturn(Attribute.CATALOG) || isWithoutReturn(Attribute.SCHEMA))) {
            unfit = "it had no database at the start";
        }
        wantInitial();
        return unfit;
    }

    /** Drivers of MySQL and MariaDB can choose a database, but not none. */
    private boolean isWithoutReturn(int kind) {
        Attribute attribute = attributes == null || driver == DriverKind.PGJDBC ? null : attributes[kind];
        try {
            return attribute != null && attribute.isWithoutReturn(connection());
        } catch (SQLException gone) {
            entry.failed(gone);
            return true;
        }
    }

    private String endTransaction() {
        if (!inTransaction && !driver.knowsItsTransaction()) {
            return null;
        }
        if (driver == DriverKind.OTHER) {
            return "how its driver ends a transaction at close is not known";
        }
        try {
            connection().rollback();
            inTransaction = false;
            return null;
        } catch (SQLException gone) {
            entry.failed(gone);
            return "its rollback failed";
        }
    }

    /** The next borrower wants everything as it was at the start. */
    void wantInitial() {
        wantedAutoCommit = initialAutoCommit;
        pending = autoCommit != wantedAutoCommit;
        if (attributes != null) {
            wantInitialAttributes();
        }
    }

    private void wantInitialAttributes() {
        for (Attribute attribute : attributes) {
            if (attribute != null) {
                attribute.wantInitial();
                pending |= attribute.isPending();
            }
        }
    }
}
