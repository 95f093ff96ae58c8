package dev.thaw.session;

import dev.thaw.cache.HealthCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

/**
 * One JDBC attribute of a physical connection: as it was at the start, as it is on the connection, and as the borrower
 * wants it. Belongs to its session's borrower.
 *
 * <p>The first setter reads the start value; before that nothing is known and nothing was changed, which spares the
 * round trips that reading all of them at connect would cost. One class for all kinds: each class costs the start.
 */
final class Attribute {
    static final int READ_ONLY = 0;
    static final int ISOLATION = 1;
    static final int CATALOG = 2;
    static final int SCHEMA = 3;
    static final int HOLDABILITY = 4;
    static final int NETWORK_TIMEOUT = 5;
    static final int KINDS = 6;

    private final int kind;
    private final Object initial;
    private Object actual;
    private Object wanted;

    Attribute(int kind, Object initial) {
        this.kind = kind;
        this.initial = initial;
        this.actual = initial;
        this.wanted = initial;
    }

    boolean isPending() {
        return !Objects.equals(wanted, actual);
    }

    boolean isActually(Object value) {
        return Objects.equals(actual, value);
    }

    Object initial() {
        return initial;
    }

    Object wanted() {
        return wanted;
    }

    /** Remembers what the borrower wants; {@link #send} brings it to the connection. */
    void want(Object value) {
        wanted = value;
    }

    /** SQL may have changed it behind our back, so that what is wanted is sent whatever it is. */
    void doubt() {
        actual = this;
    }

    /** The borrower had the driver set it. */
    void was(Object value) {
        actual = value;
        wanted = value;
    }

    /** The physical connection is a new one, as it was at the start; what is wanted stays. */
    void renewed() {
        actual = initial;
    }

    /** The next borrower wants it as it was at the start. */
    void wantInitial() {
        wanted = initial;
    }

    /** Whether it had no value at the start, and has one now that no setter takes away again. */
    boolean isWithoutReturn(Connection connection) throws SQLException {
        return (initial == null || initial.equals(""))
                && !isActually(initial)
                && !Objects.equals(read(kind, connection), initial);
    }

    /** Whether drivers read it when they make a statement, and not when they run it. */
    static boolean isCapturedByStatements(int kind) {
        return kind == CATALOG || kind == SCHEMA || kind == HOLDABILITY;
    }

    /** Brings what is wanted to the connection where it is not there yet. */
    void send(Connection connection) throws SQLException {
        if (isPending()) {
            write(kind, connection, wanted);
            actual = wanted;
        }
    }

    /**
     * As it is on the connection.
     *
     * @throws SQLException as the driver's getter does
     */
    static Object read(int kind, Connection connection) throws SQLException {
        switch (kind) {
            case READ_ONLY:
                return connection.isReadOnly();
            case ISOLATION:
                return connection.getTransactionIsolation();
            case CATALOG:
                return connection.getCatalog();
            case SCHEMA:
                return connection.getSchema();
            case HOLDABILITY:
                return connection.getHoldability();
            case NETWORK_TIMEOUT:
                return connection.getNetworkTimeout();
            default:
                throw new IllegalArgumentException("attribute " + kind);
        }
    }

    /** Has the driver set it. */
    static void write(int kind, Connection connection, Object value) throws SQLException {
        switch (kind) {
            case READ_ONLY:
                connection.setReadOnly((Boolean) value);
                break;
            case ISOLATION:
                connection.setTransactionIsolation((Integer) value);
                break;
            case CATALOG:
                connection.setCatalog((String) value);
                break;
            case SCHEMA:
                connection.setSchema((String) value);
                break;
            case HOLDABILITY:
                connection.setHoldability((Integer) value);
                break;
            case NETWORK_TIMEOUT:
                connection.setNetworkTimeout(HealthCheck.DIRECT, (Integer) value);
                break;
            default:
                throw new IllegalArgumentException("attribute " + kind);
        }
    }
}
