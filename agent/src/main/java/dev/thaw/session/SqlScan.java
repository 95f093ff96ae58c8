package dev.thaw.session;

/**
 * Passes through a text of SQL, in the dialect of its driver's server: where words, quoted texts and comments begin and end. Not
 * thread-safe.
 */
final class SqlScan {
    private final String sql;
    private final int length;
    private final DriverKind driver;
    private final boolean atSignIsVariable;
    /** Two dashes begin a comment only before a blank; dollars quote nothing. */
    private final boolean likeMySql;

    private int at = 0;
    /** Of the word or the quoted text that was passed last. */
    private int start = 0;

    private int end = 0;

    SqlScan(String sql, DriverKind driver) {
        this.sql = sql;
        this.length = sql.length();
        this.driver = driver;
        this.atSignIsVariable = driver != DriverKind.PGJDBC;
        this.likeMySql = atSignIsVariable && driver != DriverKind.H2;
    }

    boolean isAtEnd() {
        return at >= length;
    }

    /** The next character; not at the end. */
    char next() {
        return sql.charAt(at);
    }

    void skip() {
        at++;
    }

    boolean isAtWord() {
        return isWordStart(next());
    }

    /** Whether a blank or a comment may begin here. */
    boolean isAtBlank() {
        char c = next();
        return c <= ' ' || c == '-' || c == '/' || c == '#' || c == '\u00a0';
    }

    /** Whether a variable begins here, of the session or of the server. */
    boolean isAtVariable() {
        return atSignIsVariable && next() == '@';
    }

    /** Passes the two signs of a server's variable; false for one of the session. */
    boolean skipServersSign() {
        boolean ofServer = sql.startsWith("@@", at);
        if (ofServer) {
            at += 2;
        }
        return ofServer;
    }

    /** Passes white space and comments; false for a comment that a server executes or that does not end. */
    boolean skipBlank() {
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

    /** The same, or the single sign of an operator that could have begun one. */
    boolean skipBlankOrSign() {
        int before = at;
        boolean understood = skipBlank();
        if (at == before) {
            at++;
        }
        return understood;
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
        int close = sql.indexOf("*/", at + 2);
        if (close < 0 || at + 2 < length && (sql.charAt(at + 2) == '!' || sql.charAt(at + 2) == 'M')) {
            return false;
        }
        int nested = sql.indexOf("/*", at + 2);
        if (nested >= 0 && nested < close) {
            return false;
        }
        at = close + 2;
        return true;
    }

    /** A backslash before a quote ends or continues the text, by a setting that is not visible here. */
    boolean skipQuoted() {
        char quote = next();
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
                    start = at + 1;
                    end = i;
                    at = i + 1;
                    return true;
                }
            }
        }
        return false;
    }

    /** Passes a dollar-quoted text, or the dollar of a parameter such as {@code $1}. */
    boolean skipDollar() {
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
        int close = sql.indexOf(tag, i + 1);
        if (close < 0) {
            return false;
        }
        at = close + tag.length();
        return true;
    }

    /** Passes a word; none leaves an empty one. */
    void skipWord() {
        start = at;
        while (at < length && isWordPart(sql.charAt(at))) {
            at++;
        }
        end = at;
    }

    /** Passes the next word, in comments and quoted texts, too; false where there is none. */
    boolean skipToWord() {
        while (at < length && !isAtWord()) {
            at++;
        }
        skipWord();
        return start < length;
    }

    /** Whether the word that was passed last is this one. */
    boolean isWord(String word) {
        return end - start == word.length() && sql.regionMatches(true, start, word, 0, word.length());
    }

    boolean isOneOf(String[] words) {
        for (String word : words) {
            if (isWord(word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the name that was passed last begins with the first {@code size} characters of this one. */
    boolean startsWith(String name, int size) {
        return end - start >= size && sql.regionMatches(true, start, name, 0, size);
    }

    /** {@code U&"set\005Fconfig"}: not deciphered. */
    boolean isEscapedName() {
        return sql.regionMatches(true, start, "U&\"", 0, 3);
    }

    /** Whether the next parenthesis that opens is closed at once; not where there is none. */
    boolean hasNoArguments() {
        int open = sql.indexOf('(', at);
        return open >= 0 && sql.startsWith(")", open + 1);
    }

    private static boolean isWordStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || c >= '0' && c <= '9' || c == '$' || c > 127;
    }
}
