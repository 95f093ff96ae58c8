package dev.thaw.contract;

import static dev.thaw.testkit.server.DriverKind.CONNECTOR_J;
import static dev.thaw.testkit.server.DriverKind.H2;
import static dev.thaw.testkit.server.DriverKind.MARIADB;
import static dev.thaw.testkit.server.DriverKind.POSTGRESQL;

import dev.thaw.testkit.server.DriverKind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** All that differs and cannot be made the same. The contract also checks that each of them still does. */
final class KnownDifferences {
    /**
     * One of them.
     *
     * @param probe the probe that shows it
     * @param drivers the drivers that it is true for
     * @param ways the ways that show it
     * @param line matches the label of a line that differs, as a whole
     * @param reason why it cannot be made the same
     */
    record Known(String probe, Set<DriverKind> drivers, Set<Way> ways, Pattern line, String reason) {
        boolean concerns(Probe other, Target target) {
            return probe.equals(other.name()) && drivers.contains(target.driver());
        }

        boolean covers(String seen) {
            int end = seen.indexOf(": ");
            return end >= 0 && line.matcher(seen.substring(0, end)).matches();
        }
    }

    private static final Set<Way> ALL_WAYS = Set.of(Way.FRESH, Way.REUSED, Way.DIRTY, Way.SOILED);

    private static final String STAYS_READABLE =
            "The driver leaves results that it has read to the end usable after their connection's close. The server's"
                    + " side of others would be the next borrower's, so all are closed.";
    private static final String DOES_NOT_CHECK =
            "The driver's statement does not notice that its connection is closed until it is run; here it is closed.";
    private static final String ASKS_NOT =
            "Nobody may ask the server by a closed handle, so what one of the drivers asks for is refused on all.";
    private static final String ARGUMENTS_FIRST = "The driver looks at the argument first, a closed handle does not.";
    private static final String OTHER_TEXT = "The driver's text for this call alone is another one.";
    private static final String STAYS_OPEN =
            "The driver's results count as open when their connection is closed; here they are closed with it.";
    private static final String SAVEPOINT_LIVES =
            "The savepoint is the driver's own; its name reaches the session, as it does with the other drivers.";
    private static final String ARRAY_LIVES =
            "An array or XML value is the driver's own. To close its connection for good would cost all who read arrays.";
    private static final String FAILS_INSIDE =
            "The driver throws a NullPointerException; here it is the exception of a closed statement.";
    private static final String STILL_MAKES =
            "The driver's closed connection still makes statements and metadata, which then refuse to run.";

    private static final List<Known> ALL = List.of(
            of("every method of a closed connection", "rollback\\(Savepoint\\)", ARGUMENTS_FIRST, H2),
            of(
                    "every method of a closed connection that another borrower has now",
                    "rollback\\(Savepoint\\)",
                    ARGUMENTS_FIRST,
                    H2),
            of("every method of a closed connection", "createStatement\\(\\)|getMetaData\\(\\)", STILL_MAKES, MARIADB),
            of(
                    "every method of a closed connection that another borrower has now",
                    "createStatement\\(\\)|getMetaData\\(\\)",
                    STILL_MAKES,
                    MARIADB),
            of("every method of a closed connection", "setNetworkTimeout\\(.*", OTHER_TEXT, MARIADB),
            of(
                    "every method of a closed connection that another borrower has now",
                    "setNetworkTimeout\\(.*",
                    OTHER_TEXT,
                    MARIADB),
            new Known(
                    "every method of an aborted connection",
                    Set.of(CONNECTOR_J),
                    Set.of(Way.DIRTY),
                    Pattern.compile("getAutoCommit\\(\\)|getNetworkTimeout\\(\\)"),
                    "An abort must not wait for the server, so what a predecessor set is not put back before."),
            of("every method of a statement of a closed connection", "addBatch\\(.*", DOES_NOT_CHECK, POSTGRESQL),
            of(
                    "every method of a prepared statement of a closed connection",
                    "addBatch\\(.*|getParameterMetaData\\(\\)",
                    DOES_NOT_CHECK,
                    POSTGRESQL),
            of(
                    "every method of a statement of a closed connection",
                    "cancel\\(\\)|clearBatch\\(\\)|addBatch\\(.*",
                    DOES_NOT_CHECK,
                    MARIADB),
            of(
                    "every method of a prepared statement of a closed connection",
                    "cancel\\(\\)|clearBatch\\(\\)|clearParameters\\(\\)|getParameterMetaData\\(\\)",
                    DOES_NOT_CHECK,
                    MARIADB),
            of(
                    "every method of a callable statement of a closed connection",
                    "execute(Large)?Batch\\(\\)",
                    FAILS_INSIDE,
                    CONNECTOR_J),
            of("every method of a result set of a closed connection", ".*", STAYS_READABLE, POSTGRESQL, MARIADB),
            of(
                    "every method of a metadata result of a closed connection",
                    ".*",
                    STAYS_READABLE,
                    POSTGRESQL,
                    MARIADB,
                    CONNECTOR_J),
            of(
                    "every method of the metadata of a closed connection",
                    ".*",
                    ASKS_NOT,
                    CONNECTOR_J,
                    MARIADB,
                    POSTGRESQL,
                    H2),
            of("streamed results, closed half read", "closed", STAYS_OPEN, H2, POSTGRESQL),
            of("keys after their statement and connection", "closed connection", DOES_NOT_CHECK, POSTGRESQL, MARIADB),
            of(
                    "updatable results in a transaction that is rolled back",
                    "update afterwards",
                    DOES_NOT_CHECK,
                    POSTGRESQL),
            of("statements closed and run by a former borrower", "set", DOES_NOT_CHECK, POSTGRESQL),
            of("the same text prepared by the next borrower", "set mine", DOES_NOT_CHECK, POSTGRESQL),
            of("batch left by a closed statement and connection", "run", OTHER_TEXT, MARIADB),
            of(
                    "warnings",
                    "of its statement",
                    "The driver asks its server for the warnings of the last statement of all.",
                    CONNECTOR_J),
            of("savepoint of a closed connection", "back to the (un)?named", SAVEPOINT_LIVES, H2),
            of("savepoint of a closed connection where the next has one", "back to the old one", SAVEPOINT_LIVES, H2),
            of("arrays", "elements afterwards|rows afterwards|made, afterwards", ARRAY_LIVES, H2),
            of("arrays", "statement's connection|rows afterwards", ARRAY_LIVES, POSTGRESQL),
            of(
                    "arrays of what the driver does not know yet",
                    "elements afterwards|rows afterwards",
                    ARRAY_LIVES,
                    POSTGRESQL),
            of("structures and XML", "set afterwards|text afterwards", ARRAY_LIVES, H2),
            new Known(
                    "every method of the metadata",
                    Set.of(POSTGRESQL),
                    Set.of(Way.SOILED),
                    Pattern.compile("getSchemas\\(\\)"),
                    "PostgreSQL keeps a session's temporary schema when the tables in it are gone."));

    private KnownDifferences() {}

    private static Known of(String probe, String line, String reason, DriverKind... drivers) {
        return new Known(probe, Set.copyOf(Arrays.asList(drivers)), ALL_WAYS, Pattern.compile(line), reason);
    }

    static List<Known> of(Probe probe, Target target) {
        return ALL.stream().filter(known -> known.concerns(probe, target)).toList();
    }

    static List<Known> all() {
        return ALL;
    }
}
