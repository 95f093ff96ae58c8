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
        return sql == null || new Scan(sql, driver).run();
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
            return sql.indexOf('.') >= 0 || new Scan(sql, driver).hasWord(BEYOND, true);
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
        return new Scan(sql, driver).hasWord(words, false);
    }

    /** One pass over one text. */
    private static final class Scan {
        private final String sql;
        private final int length;
        private final boolean atSignIsVariable;
        /** Two dashes begin a comment only before a blank; dollars quote nothing. */
        private final boolean likeMySql;

        private final DriverKind driver;

        private int at = 0;

        Scan(String sql, DriverKind driver) {
            this.sql = sql;
            this.length = sql.length();
            this.driver = driver;
            this.atSignIsVariable = driver != DriverKind.PGJDBC;
            this.likeMySql = atSignIsVariable && driver != DriverKind.H2;
        }

        boolean run() {
            if (!skipBlank()) {
                return true;
            }
            while (at < length && sql.charAt(at) == '(') {
                at++;
                if (!skipBlank()) {
                    return true;
                }
            }
            int start = at;
            skipWord();
            return !startsHarmless(start) || restMayChange();
        }

        /** In comments and quoted texts, too, which a procedural language may run; {@code orBlock} counts a block as one of them. */
        boolean hasWord(String[] words, boolean orBlock) {
            for (int start = nextWord(); start < length; start = nextWord()) {
                if (isAmong(words, start, at) || orBlock && isBlock(start)) {
                    return true;
                }
            }
            return false;
        }

        /** Passes the next word; where that begins, or the end of the text. */
        private int nextWord() {
            while (at < length && !isWordStart(sql.charAt(at))) {
                at++;
            }
            int start = at;
            skipWord();
            return start;
        }

        /** {@code DO} that runs a block, not the one of {@code ON CONFLICT}. */
        private boolean isBlock(int start) {
            if (!isWord("DO", start, at)) {
                return false;
            }
            skipBlank();
            int next = at;
            skipWord();
            return !isWord("NOTHING", next, at) && !isWord("UPDATE", next, at);
        }

        private boolean startsHarmless(int start) {
            if (isOneOf(HARMLESS, start, at)) {
                return true;
            }
            if (!isWord("CREATE", start, at) && !isWord("ALTER", start, at) && !isWord("DROP", start, at)) {
                return false;
            }
            if (!skipBlank()) {
                return false;
            }
            int object = at;
            skipWord();
            return isOneOf(LASTING, object, at);
        }

        private boolean restMayChange() {
            while (at < length) {
                char c = sql.charAt(at);
                if (isWordStart(c)) {
                    int start = at;
                    skipWord();
                    if (isAmong(LEAVING, start, at) || isEscapedName(start)) {
                        return true;
                    }
                } else if (c == '\'' || c == '"' || c == '`') {
                    int start = at + 1;
                    if (!skipQuoted(c) || c != '\'' && isAmong(LEAVING, start, at - 1)) {
                        return true;
                    }
                } else if (c == '$' && !skipDollar()) {
                    return true;
                } else if (c == ';') {
                    at++;
                    return !skipBlank() || at < length;
                } else if (c == '@' && atSignIsVariable) {
                    if (at + 1 >= length || sql.charAt(at + 1) != '@') {
                        return true;
                    }
                    at += 2;
                } else if (isBlankStart(c)) {
                    int before = at;
                    if (!skipBlank()) {
                        return true;
                    }
                    if (at == before) {
                        at++;
                    }
                } else if (c != '$') {
                    at++;
                }
            }
            return false;
        }

        /** {@code U&"set\005Fconfig"}: not deciphered. */
        private boolean isEscapedName(int start) {
            return sql.regionMatches(true, start, "U&\"", 0, 3);
        }

        /** Whether the name there is one of these or begins so; a quoted name calls the same function. */
        private boolean isAmong(String[] words, int start, int end) {
            for (String word : words) {
                boolean call = word.charAt(word.length() - 1) == '(';
                int size = call ? word.length() - 1 : word.length();
                if (end - start >= size && sql.regionMatches(true, start, word, 0, size)) {
                    boolean leaving = call ? setsLastInsertId() : word.endsWith("_") || end - start == size;
                    if (leaving) {
                        return true;
                    }
                }
            }
            return false;
        }

        /** {@code LAST_INSERT_ID()} only reads, {@code LAST_INSERT_ID(5)} sets. */
        private boolean setsLastInsertId() {
            int open = sql.indexOf('(', at);
            return open < 0 || open + 1 >= length || sql.charAt(open + 1) != ')';
        }

        /** Passes white space and comments; false for a comment that a server executes or that does not end. */
        private boolean skipBlank() {
            while (at < length) {
                char c = sql.charAt(at);
                if (c <= ' ' || c == '\u00a0') {
                    at++;
                } else if (c == '#' && likeMySql || driver == DriverKind.H2 && sql.startsWith("//", at)) {
                    if (!skipLine()) {
                        return false;
                    }
                } else if (c == '-' && at + 1 < length && sql.charAt(at + 1) == '-') {
                    // MySQL wants a blank behind "--", else it is two minus signs: what follows is then read as SQL.
                    if (likeMySql && at + 2 < length && sql.charAt(at + 2) > ' ') {
                        return true;
                    }
                    if (!skipLine()) {
                        return false;
                    }
                } else if (c == '/' && at + 1 < length && sql.charAt(at + 1) == '*') {
                    if (!skipComment()) {
                        return false;
                    }
                } else {
                    return true;
                }
            }
            return true;
        }

        /** A carriage return alone ends the comment on PostgreSQL and H2, not on MySQL: not understood. */
        private boolean skipLine() {
            while (at < length && sql.charAt(at) != '\n') {
                if (sql.charAt(at++) == '\r' && !sql.startsWith("\n", at)) {
                    return false;
                }
            }
            return true;
        }

        /** Nested comments, which PostgreSQL has and MySQL has not, are not understood. */
        private boolean skipComment() {
            int end = sql.indexOf("*/", at + 2);
            if (end < 0 || at + 2 < length && (sql.charAt(at + 2) == '!' || sql.charAt(at + 2) == 'M')) {
                return false;
            }
            int nested = sql.indexOf("/*", at + 2);
            if (nested >= 0 && nested < end) {
                return false;
            }
            at = end + 2;
            return true;
        }

        /** A backslash before a quote ends or continues the text, by a setting that is not visible here. */
        private boolean skipQuoted(char quote) {
            for (int i = at + 1; i < length; i++) {
                char c = sql.charAt(i);
                if (c == '\\') {
                    if (i + 1 < length && (sql.charAt(i + 1) == quote || sql.charAt(i + 1) == '\\')) {
                        return false;
                    }
                } else if (c == quote) {
                    if (i + 1 < length && sql.charAt(i + 1) == quote) {
                        i++;
                    } else {
                        at = i + 1;
                        return true;
                    }
                }
            }
            return false;
        }

        /** Passes a dollar-quoted text, or the dollar of a parameter such as {@code $1}. */
        private boolean skipDollar() {
            int i = at + 1;
            while (i < length && isWordPart(sql.charAt(i)) && sql.charAt(i) != '$') {
                i++;
            }
            if (i >= length || sql.charAt(i) != '$') {
                at = i;
                return true;
            }
            if (likeMySql) {
                return false;
            }
            String tag = sql.substring(at, i + 1);
            int end = sql.indexOf(tag, i + 1);
            if (end < 0) {
                return false;
            }
            at = end + tag.length();
            return true;
        }

        private void skipWord() {
            while (at < length && isWordPart(sql.charAt(at))) {
                at++;
            }
        }

        private boolean isOneOf(String[] words, int start, int end) {
            for (String word : words) {
                if (isWord(word, start, end)) {
                    return true;
                }
            }
            return false;
        }

        private boolean isWord(String word, int start, int end) {
            return end - start == word.length() && sql.regionMatches(true, start, word, 0, word.length());
        }

        private boolean isBlankStart(char c) {
            return c <= ' ' || c == '-' || c == '/' || c == '#' || c == '\u00a0';
        }

        private static boolean isWordStart(char c) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
        }

        private static boolean isWordPart(char c) {
            return isWordStart(c) || c >= '0' && c <= '9' || c == '$' || c > 127;
        }
    }
}
