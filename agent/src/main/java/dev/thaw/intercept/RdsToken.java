package dev.thaw.intercept;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * A password that is a token of IAM database authentication: the presigned URL of a request that is never sent, without
 * its scheme. Immutable; not to be kept, since it has the secret's parts.
 *
 * <p>Two tokens of one identity differ in their date and signature only. See
 * <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html">Amazon's documentation</a>.
 */
final class RdsToken {
    /** As long as a token is good for a new connection, so long one that it opened is kept. */
    static final long LIFETIME_MILLIS = 15 * 60_000;

    private static final String SIGNATURE = "X-Amz-Signature=";
    private static final String QUERY = "/?";

    /** Whatever else a token says, it is none that we know. */
    private static final String[] NAMES = {
        "Action",
        "DBUser",
        "X-Amz-Algorithm",
        "X-Amz-Credential",
        "X-Amz-Date",
        "X-Amz-Expires",
        "X-Amz-SignedHeaders",
        "X-Amz-Signature",
        "X-Amz-Security-Token",
    };

    private static final int USER = 1;
    private static final int ALGORITHM = 2;
    private static final int CREDENTIAL = 3;
    private static final int DATE = 4;
    private static final int EXPIRES = 5;
    private static final int HEADERS = 6;
    private static final int SESSION = 8;

    private final String endpoint;
    private final String[] values;
    private final long expiresAtMillis;

    private RdsToken(String endpoint, String[] values) {
        this.endpoint = endpoint;
        this.values = values;
        this.expiresAtMillis = millis(values[DATE]) + Long.parseLong(values[EXPIRES]) * 1000;
    }

    /** Cheap, and true for every token. */
    static boolean looksLike(String password) {
        return password.contains(SIGNATURE);
    }

    /** Null for what is no token, or has more or less than a token has. */
    static RdsToken parse(String password) {
        int query = password.indexOf(QUERY);
        if (query <= 0) {
            return null;
        }
        String[] values = new String[NAMES.length];
        int at = query + QUERY.length();
        while (at <= password.length()) {
            int end = password.indexOf('&', at);
            end = end < 0 ? password.length() : end;
            int equals = password.indexOf('=', at);
            int name = equals < 0 || equals > end ? -1 : index(password.substring(at, equals));
            if (name < 0 || values[name] != null) {
                return null;
            }
            values[name] = password.substring(equals + 1, end);
            at = end + 1;
        }
        try {
            return isComplete(values) ? new RdsToken(password.substring(0, query), values) : null;
        } catch (RuntimeException noDate) {
            return null;
        }
    }

    private static int index(String name) {
        for (int i = 0; i < NAMES.length; i++) {
            if (NAMES[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isComplete(String[] values) {
        for (int i = 0; i < SESSION; i++) {
            if (values[i] == null || values[i].isEmpty()) {
                return false;
            }
        }
        return values[0].equals("connect")
                && values[ALGORITHM].equals("AWS4-HMAC-SHA256")
                && values[HEADERS].equals("host");
    }

    /** {@code 20260131T235959Z}, which is UTC. */
    private static long millis(String date) {
        if (date.length() != 16 || date.charAt(8) != 'T' || date.charAt(15) != 'Z') {
            throw new IllegalArgumentException("no date");
        }
        return LocalDateTime.of(
                                Integer.parseInt(date.substring(0, 4)),
                                Integer.parseInt(date.substring(4, 6)),
                                Integer.parseInt(date.substring(6, 8)),
                                Integer.parseInt(date.substring(9, 11)),
                                Integer.parseInt(date.substring(11, 13)),
                                Integer.parseInt(date.substring(13, 15)))
                        .toEpochSecond(ZoneOffset.UTC)
                * 1000;
    }

    /** The database's user whom it is for, as the token writes him. */
    String user() {
        return values[USER];
    }

    boolean isExpired(long wallMillis) {
        return wallMillis >= expiresAtMillis;
    }

    /** Who connects to what: what two tokens of one identity have in common. */
    String identity() {
        return endpoint + ' ' + values[USER] + ' ' + values[CREDENTIAL] + ' ' + values[SESSION];
    }
}
