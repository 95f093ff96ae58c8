package dev.thaw.session;

import dev.thaw.cache.Entry;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Autocommit and the transaction of a physical connection, as the present borrower wants them and as they are. Belongs to the
 * session's borrower. Public, since the methods of a class that is not would be called by bridges.
 */
public abstract class TransactionState {
    private final Entry entry;
    private final DriverKind driver;
    private final boolean initialAutoCommit;
    private boolean autoCommit;
    private boolean wantedAutoCommit;
    /** Something may have run since the last commit or rollback while autocommit was off. */
    private boolean inTransaction = false;
    /** Autocommit or an attribute is wanted otherwise than it is. */
    private boolean pending = false;
    /** SQL may have changed what is known here, so that a setter is sent even where it seems to change nothing. */
    private boolean changedBySql = false;

    private boolean leftToTheDriver = false;

    /** @throws SQLException where the driver cannot tell its autocommit mode */
    TransactionState(Entry entry, DriverKind driver) throws SQLException {
        this.entry = entry;
        this.driver = driver;
        this.initialAutoCommit = entry.connection().getAutoCommit();
        this.autoCommit = initialAutoCommit;
        this.wantedAutoCommit = initialAutoCommit;
    }

    final Entry entry() {
        return entry;
    }

    final Connection connection() {
        return entry.connection();
    }

    final DriverKind driver() {
        return driver;
    }

    final boolean initialAutoCommit() {
        return initialAutoCommit;
    }

    /** Whether each statement is a transaction of its own now, whatever is wanted. */
    final boolean isAutoCommit() {
        return autoCommit;
    }

    final boolean isInTransaction() {
        return inTransaction;
    }

    final boolean isPending() {
        return pending;
    }

    final boolean isChangedBySql() {
        return changedBySql;
    }

    /** Something is wanted otherwise than it is. */
    final void waits() {
        pending = true;
    }

    /** From now on the application sets state behind our back, or the connection is being aborted: nothing is sent. */
    final void leaveToTheDriver() {
        leftToTheDriver = true;
        pending = false;
    }

    /** The driver alone knows the state: the connection is broken, or somebody changes it behind this class. */
    final boolean isOnItsOwn() {
        return leftToTheDriver || entry.isCondemned();
    }

    /** Whether only the driver can tell what is set: SQL may have changed it, too. */
    final boolean isForTheDriverToTell() {
        return isOnItsOwn() || changedBySql;
    }

    /** Whether nothing of a transaction is open, and the driver's state is known. */
    final boolean isAtRest() {
        return !inTransaction && !leftToTheDriver;
    }

    /** Whether no transaction of the application's can be open, as far as is known here. */
    final boolean isOutsideOfTransactions() {
        return !inTransaction && !isForTheDriverToTell();
    }

    /** Before anything but the making of a statement that may reach the server: what is wanted becomes what is. */
    public final void beforeWork() throws SQLException {
        if (pending) {
            sendPending();
        }
        if (!autoCommit) {
            inTransaction = true;
        }
    }

    public final boolean getAutoCommit() throws SQLException {
        return isForTheDriverToTell() ? connection().getAutoCommit() : wantedAutoCommit;
    }

    /** A change inside a transaction commits it, so that one is sent at once; any other one waits. */
    public final void setAutoCommit(boolean on) throws SQLException {
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

    public final void commit() throws SQLException {
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

    public final void rollback() throws SQLException {
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

    private void sendPending() throws SQLException {
        sendAttributes();
        if (autoCommit != wantedAutoCommit) {
            connection().setAutoCommit(wantedAutoCommit);
            autoCommit = wantedAutoCommit;
            inTransaction = false;
        }
        pending = false;
    }

    /** Brings every attribute to the connection that is wanted otherwise than it is. */
    abstract void sendAttributes() throws SQLException;

    /** After statements of ours, while nothing of the application's is open. */
    final void endOwnWork() throws SQLException {
        if (!autoCommit) {
            connection().commit();
        }
    }

    /** Before statements of ours at the end of a borrow: what waits is sent, and no transaction is open that they would fail in. */
    final void settle() throws SQLException {
        wantedAutoCommit = true;
        sendPending();
    }

    /** Before SQL that may change the session. */
    final void willBeChangedBySql() {
        changedBySql = true;
    }

    /** The session is as it was at the start. */
    void wasReset() {
        changedBySql = false;
    }

    /** The physical connection is a new one, as it was at the start; what is wanted is sent before it is needed. */
    void renewed() {
        autoCommit = initialAutoCommit;
        pending = autoCommit != wantedAutoCommit;
    }

    /** The next borrower wants everything as it was at the start. */
    void wantInitial() {
        wantedAutoCommit = initialAutoCommit;
        pending = autoCommit != wantedAutoCommit;
    }

    /** Null when done; else why the connection must be closed, which ends the transaction the driver's own way. */
    final String endTransaction() {
        if (autoCommit || !inTransaction && !driver.knowsItsTransaction()) {
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
}
