package dev.thaw.session;

/**
 * Tells whether a statement can leave something behind in the session that the next borrower would see: variables,
 * temporary tables, locks, prepared statements, an open transaction. Stateless, thread-safe.
 *
 * <p>It knows what is harmless and takes everything else for a change. Not seen: a trigger or a user's function that
 * changes the session inside a harmless statement.
 */
final class SqlText {
    /** Statements that change data or nothing at all. */
    private static final String[] HARMLESS = {
        "SELECT",
        "INSERT",
        "UPDATE",
        "DELETE",
        "REPLACE",
        "WITH",
        "VALUES",
        "MERGE",
        "SHOW",
        "EXPLAIN",
        "DESCRIBE",
        "DESC",
        "TRUNCATE",
    };

    private static final String[] OF_OBJECTS = {"CREATE", "ALTER", "DROP"};

    /** Objects whose creation, change or removal leaves the session as it was. */
    private static final String[] LASTING = {"TABLE", "INDEX", "UNIQUE", "VIEW"};

    /** Functions and words that change the session from within a harmless statement: an entry that ends with {@code _} matches every
     * name that begins so, one that ends with {@code (} a call with arguments.
     */
    private static final String[] LEAVING = {
        "GET_LOCK",
        "RELEASE_LOCK",
        "RELEASE_ALL_LOCKS",
        "LAST_INSERT_ID(",
        "PG_ADVISORY_",
        "PG_TRY_ADVISORY_",
        "PG_CREATE_",
        "SET_CONFIG",
        "SET_LIMIT",
        "SETSEED",
        "SETVAL",
        "NEXTVAL",
        "DBLINK",
        "DBLINK_",
        "TEMP",
        "TEMPORARY",
        "PG_EXPORT_SNAPSHOT",
        "PG_TEMP",
    };

    /**
     * What {@code DISCARD ALL} of PostgreSQL leaves or would have to know: settings of one's own, procedures that may make
     * them, connections and replication slots that the server made, notifications that the driver has received already, what
     * a role or a database is to begin with from now on; entries as above.
     */
    private static final String[] BEYOND = {"SET_CONFIG", "CALL", "DBLINK_", "PG_CREATE_", "LISTEN", "ALTER"};

    /** What a reset of MySQL leaves: the roles that are active. */
    private static final String[] BEYOND_OF_MYSQL = {"ROLE"};

    /** What tells of a whole database or server, or of who may do what there: every connect begins with that, and a kept one does not. */
    private static final String[] FAR_REACHING = {"DATABASE", "GRANT", "REVOKE", "GLOBAL", "PERSIST", "PASSWORD"};

    /** The same for users and roles where they are changed, and not chosen. */
    private static final String[] CHANGES = {"ALTER", "DROP", "RENAME"};

    private static final String[] USERS = {"USER", "ROLE"};

    private SqlText() {}

    /** Whether the text, in the dialect of any server, may change its session; true for what is not understood. */
    static boolean mayChangeSession(String sql, DriverKind driver) {
        return sql == null || mayChangeSession(new SqlScan(sql, driver));
    }

    /**
     * Whether no reset takes back what a changing text may do. A setting of one's own on PostgreSQL, such as {@code SET
     * app.tenant = 7}, reads as empty instead of null after {@code DISCARD ALL}, and row security may hang on that.
     */
    static boolean isBeyondReset(String sql, DriverKind driver) {
        if (sql == null) {
            return false;
        }
        if (driver == DriverKind.PGJDBC) {
            return sql.indexOf('.') >= 0 || hasWord(BEYOND, new SqlScan(sql, driver), true);
        }
        return driver == DriverKind.CONNECTOR_J && has(BEYOND_OF_MYSQL, sql, driver);
    }

    /**
     * Whether a changing text may change what other connections begin with, or asks the server for a database that nobody
     * is connected to, as {@code DROP DATABASE} of PostgreSQL does.
     */
    static boolean isFarReaching(String sql, DriverKind driver) {
        return sql != null && (has(FAR_REACHING, sql, driver) || has(USERS, sql, driver) && has(CHANGES, sql, driver));
    }

    private static boolean has(String[] words, String sql, DriverKind driver) {
        return hasWord(words, new SqlScan(sql, driver), false);
    }

    private static boolean mayChangeSession(SqlScan text) {
        if (!text.skipBlank()) {
            return true;
        }
        while (!text.isAtEnd() && text.next() == '(') {
            text.skip();
            if (!text.skipBlank()) {
                return true;
            }
        }
        text.skipWord();
        return !startsHarmless(text) || restMayChange(text);
    }

    private static boolean startsHarmless(SqlScan text) {
        if (text.isOneOf(HARMLESS)) {
            return true;
        }
        if (!text.isOneOf(OF_OBJECTS) || !text.skipBlank()) {
            return false;
        }
        text.skipWord();
        return text.isOneOf(LASTING);
    }

    private static boolean restMayChange(SqlScan text) {
        while (!text.isAtEnd()) {
            char c = text.next();
            if (text.isAtWord()) {
                text.skipWord();
                if (isAmong(LEAVING, text) || text.isEscapedName()) {
                    return true;
                }
            } else if (c == '\'' || c == '"' || c == '`') {
                // A quoted name calls the same function.
                if (!text.skipQuoted() || c != '\'' && isAmong(LEAVING, text)) {
                    return true;
                }
            } else if (c == '$') {
                if (!text.skipDollar()) {
                    return true;
                }
            } else if (c == ';') {
                text.skip();
                return !text.skipBlank() || !text.isAtEnd();
            } else if (text.isAtVariable()) {
                if (!text.skipServersSign()) {
                    return true;
                }
            } else if (text.isAtBlank()) {
                if (!text.skipBlankOrSign()) {
                    return true;
                }
            } else {
                text.skip();
            }
        }
        return false;
    }

    /** In comments and quoted texts, too, which a procedural language may run; {@code orBlock} counts a block as one of them. */
    private static boolean hasWord(String[] words, SqlScan text, boolean orBlock) {
        while (text.skipToWord()) {
            if (isAmong(words, text) || orBlock && isBlock(text)) {
                return true;
            }
        }
        return false;
    }

    /** {@code DO} that runs a block, not the one of {@code ON CONFLICT}. */
    private static boolean isBlock(SqlScan text) {
        if (!text.isWord("DO")) {
            return false;
        }
        text.skipBlank();
        text.skipWord();
        return !text.isWord("NOTHING") && !text.isWord("UPDATE");
    }

    /** Whether the name that was passed last is one of these or begins so. */
    private static boolean isAmong(String[] words, SqlScan text) {
        for (String word : words) {
            if (isThisOne(word, text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isThisOne(String word, SqlScan text) {
        int last = word.length() - 1;
        if (word.charAt(last) == '(') {
            // LAST_INSERT_ID() only reads, LAST_INSERT_ID(5) sets.
            return text.startsWith(word, last) && !text.hasNoArguments();
        }
        return word.charAt(last) == '_' ? text.startsWith(word, last + 1) : text.isWord(word);
    }
}
