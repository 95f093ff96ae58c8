package dev.thaw.session;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * The JDBC drivers whose own connections are cached, and what is peculiar to each.
 *
 * <p>A connection of any other class is a wrapper's or a pool's, or a driver's that nobody has proven: it is left
 * alone unless the operator includes its URL.
 */
public enum DriverKind {
    CONNECTOR_J("com.mysql.cj.", true, false, "jdbc:mysql:", "jdbc:mysql+srv:"),
    /** The second only where the URL permits it. */
    MARIADB("org.mariadb.jdbc.", true, true, "jdbc:mariadb:", "jdbc:mysql:"),
    PGJDBC("org.postgresql.", true, true, "jdbc:postgresql:"),
    H2("org.h2.", false, false, "jdbc:h2:"),
    /** Forced in by the operator: nothing is assumed. */
    OTHER("", false, false);

    private static final DriverKind[] PROVEN = {CONNECTOR_J, MARIADB, PGJDBC, H2};

    private final String packagePrefix;
    private final boolean takesEveryIsolation;
    private final boolean knowsItsTransaction;

    /** How the URLs begin that it answers, in any case. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final String[] schemes;

    DriverKind(String packagePrefix, boolean takesEveryIsolation, boolean knowsItsTransaction, String... schemes) {
        this.packagePrefix = packagePrefix;
        this.schemes = schemes;
        this.takesEveryIsolation = takesEveryIsolation;
        this.knowsItsTransaction = knowsItsTransaction;
    }

    /** The driver whose own class this is; null for any other. */
    public static DriverKind of(Connection connection) {
        return ofClassName(connection.getClass().getName());
    }

    /** The driver that a class of this name (with dots) belongs to; null for any other. */
    public static DriverKind ofClassName(String name) {
        for (DriverKind kind : PROVEN) {
            if (name.startsWith(kind.packagePrefix)) {
                return kind;
            }
        }
        return null;
    }

    /**
     * Whether this driver has opened its connection for this URL, as far as can be told: MariaDB's and H2's show another form of
     * it.
     *
     * @throws SQLException as the connection does
     */
    public boolean hasOpened(Connection connection, String url) throws SQLException {
        boolean keepsUrl = this == CONNECTOR_J || this == PGJDBC;
        return answers(url) && (!keepsUrl || url.equals(connection.getMetaData().getURL()));
    }

    private boolean answers(String url) {
        for (String scheme : schemes) {
            if (url.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the proven drivers answers such URLs. */
    public static boolean isProven(String url) {
        for (DriverKind kind : PROVEN) {
            if (kind.answers(url)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the four standard isolation levels are all accepted, so that setting one can wait. */
    boolean takesEveryIsolation() {
        return takesEveryIsolation;
    }

    /** Whether its large objects are read from the server when they are used, which may be after their connection's close. */
    public boolean leavesLargeObjectsAtTheServer() {
        return this != CONNECTOR_J && this != MARIADB;
    }

    /** Whether a rollback with no transaction open costs no round trip, since the driver reads the server's status. */
    boolean knowsItsTransaction() {
        return knowsItsTransaction;
    }
}
