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
public final class JdbcState extends TransactionState {
    /** Some attribute was read first when SQL may have changed it already. */
    private boolean startUnknown = false;

    /** Null before the first setter. */
    private Attribute[] attributes;

    /** @throws SQLException where the driver cannot tell its autocommit mode */
    JdbcState(Entry entry, DriverKind driver) throws SQLException {
        super(entry, driver);
    }

    /** Before a statement is made: drivers keep some of the connection's state in it. */
    public void beforeStatement() throws SQLException {
        if (isPending()) {
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

    public boolean isReadOnly() throws SQLException {
        Attribute known = known(Attribute.READ_ONLY);
        return known == null ? connection().isReadOnly() : (Boolean) known.wanted();
    }

    public void setReadOnly(boolean readOnly) throws SQLException {
        if (driver().takesEveryIsolation()) {
            wantLater(Attribute.READ_ONLY, readOnly);
        } else {
            // A hint, which the driver may ignore.
            Attribute attribute = attribute(Attribute.READ_ONLY);
            connection().setReadOnly(readOnly);
            attribute.was(connection().isReadOnly());
        }
    }

    public int getTransactionIsolation() throws SQLException {
        if (driver() == DriverKind.PGJDBC) {
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
        if (standard && driver().takesEveryIsolation()) {
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
                return initialAutoCommit();
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
        if (isInTransaction()) {
            wantInTransaction(kind, value);
        } else if (isChangedBySql()) {
            // It may have begun a transaction, in which the driver refuses.
            write(kind, value);
        } else {
            want(kind, value);
            waits();
        }
    }

    /** The driver may refuse it here, even where it changes nothing. On PostgreSQL nobody knows then what will be. */
    private void wantInTransaction(int kind, Object value) throws SQLException {
        if (driver() == DriverKind.PGJDBC) {
            Attribute.write(kind, connection(), value);
            entry().condemn("a setting was changed inside its transaction");
            leaveToTheDriver();
        } else {
            write(kind, value);
        }
    }

    private void write(int kind, Object value) throws SQLException {
        Attribute attribute = attribute(kind);
        Attribute.write(kind, connection(), value);
        attribute.was(value);
    }

    /** PostgreSQL's driver asks and sets these by SQL, in a transaction that may take them back. */
    private void wantBySql(int kind, Object value) throws SQLException {
        boolean bySql = driver() == DriverKind.PGJDBC && !isOnItsOwn();
        if (bySql) {
            beforeWork();
        }
        if (bySql && isInTransaction()) {
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
        if (attribute.isActually(value) && !isChangedBySql()) {
            if (isInTransaction()) {
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
        if (isChangedBySql()) {
            attribute.doubt();
        }
        attribute.want(value);
    }

    /** Null where the driver has to be asked. */
    private Attribute known(int kind) {
        return attributes == null || isForTheDriverToTell() ? null : attributes[kind];
    }

    private Attribute attribute(int kind) throws SQLException {
        if (attributes == null) {
            attributes = new Attribute[Attribute.KINDS];
        }
        if (attributes[kind] == null) {
            // PostgreSQL's driver tells the first schema of the path alone, and takes null for the path of the connect.
            boolean path = driver() == DriverKind.PGJDBC && kind == Attribute.SCHEMA;
            attributes[kind] = new Attribute(kind, path ? null : Attribute.read(kind, connection()));
            startUnknown |= isChangedBySql();
            if (driver() == DriverKind.PGJDBC && kind == Attribute.ISOLATION && !isAutoCommit() && !isInTransaction()) {
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
            if (kind == Attribute.SCHEMA && driver() == DriverKind.PGJDBC && !isAutoCommit()) {
                connection().commit();
            }
        }
    }

    @Override
    void sendAttributes() throws SQLException {
        for (int kind = 0; attributes != null && kind < Attribute.KINDS; kind++) {
            send(kind);
        }
    }

    @Override
    void renewed() {
        super.renewed();
        if (attributes != null) {
            for (Attribute attribute : attributes) {
                if (attribute != null) {
                    attribute.renewed();
                    noteWhetherPending(attribute);
                }
            }
        }
    }

    private void noteWhetherPending(Attribute attribute) {
        if (attribute.isPending()) {
            waits();
        }
    }

    /** So is the next borrower's wish. */
    @Override
    void wasReset() {
        super.wasReset();
        if (startUnknown) {
            startUnknown = false;
            attributes = null;
        }
        wantInitial();
    }

    /**
     * The borrow is over: the transaction ends, and the next borrower wants everything as it was at the start. Null when done;
     * else why the connection must be closed.
     */
    String end() {
        String unfit = endTransaction();
        if (unfit == null && (isWithoutReturn(Attribute.CATALOG) || isWithoutReturn(Attribute.SCHEMA))) {
            unfit = "it had no database at the start";
        }
        wantInitial();
        return unfit;
    }

    /** Drivers of MySQL and MariaDB can choose a database, but not none. */
    private boolean isWithoutReturn(int kind) {
        Attribute attribute = attributes == null || driver() == DriverKind.PGJDBC ? null : attributes[kind];
        try {
            return attribute != null && attribute.isWithoutReturn(connection());
        } catch (SQLException gone) {
            entry().failed(gone);
            return true;
        }
    }

    @Override
    void wantInitial() {
        super.wantInitial();
        if (attributes != null) {
            wantInitialAttributes();
        }
    }

    private void wantInitialAttributes() {
        for (Attribute attribute : attributes) {
            if (attribute != null) {
                attribute.wantInitial();
                noteWhetherPending(attribute);
            }
        }
    }
}
