package dev.thaw.intercept;

import java.util.Locale;

/** What of a JDBC URL may be shown, and what of it is a secret. Stateless, thread-safe. */
final class Urls {
    /** What parameters follow. */
    private static final String PARAMETERS = "?;(&#";

    /** What ends the part of user and host; a password there may have any other character as it is. */
    private static final String AFTER_AUTHORITY = "/?#";

    /** Whose passwords stand nowhere but in user information and parameters. */
    private static final String[] PROVEN = {"jdbc:mysql:", "jdbc:mariadb:", "jdbc:postgresql:", "jdbc:h2:"};

    private static final String SEPARATORS = "?&;(),";
    private static final String PASSWORD = "password";
    private static final String IS_FALSE = "=false";

    private Urls() {}

    /**
     * The URL without parameters and without user information, either of which can hold a password; nothing that is in
     * doubt. Of a driver that nobody has proven only scheme and host: its passwords may stand anywhere.
     */
    static String withoutSecrets(String url) {
        boolean proven = isProven(url);
        int slashes = slashes(url);
        if (slashes < 0) {
            int end = endOfAny(url, 0, PARAMETERS);
            return url.substring(0, proven && url.lastIndexOf('@', end) < 0 ? end : endOfScheme(url));
        }
        String shown = url.substring(0, proven ? slashes : endOfScheme(url)) + "//";
        int end = endOfAny(url, slashes + 2, AFTER_AUTHORITY);
        int at = endOfUserInformation(url);
        int host = at < 0 ? slashes + 2 : at + 1;
        int hostEnd = at < 0 ? endOfAny(url, host, end, PARAMETERS) : end;
        // What looks like a parameter before the '@' may be one that has an '@' in its value.
        boolean inDoubt = at >= 0 && url.lastIndexOf('=', at) > slashes || !areHosts(url, host, hostEnd);
        int pathEnd = endOfAny(url, hostEnd, PARAMETERS);
        inDoubt |= url.lastIndexOf('@', proven ? pathEnd - 1 : url.length()) >= hostEnd;
        return inDoubt ? shown : shown + url.substring(host, proven ? pathEnd : hostEnd);
    }

    private static boolean isProven(String url) {
        for (String scheme : PROVEN) {
            if (url.regionMatches(true, 0, scheme, 0, scheme.length())) {
                return true;
            }
        }
        return false;
    }

    /** Behind {@code jdbc:oracle:} of {@code jdbc:oracle:thin:user/password@..}. */
    private static int endOfScheme(String url) {
        int colon = url.regionMatches(true, 0, "jdbc:", 0, "jdbc:".length()) ? url.indexOf(':', "jdbc:".length()) : -1;
        return colon + 1;
    }

    /** Names or addresses, each with or without a port. */
    private static boolean areHosts(String url, int from, int to) {
        boolean inBrackets = false;
        boolean port = false;
        for (int i = from; i < to; i++) {
            char c = url.charAt(i);
            if (c == ',') {
                port = false;
            } else if (!Character.isDigit(c) && (port || !Character.isLetter(c) && "-._:[]".indexOf(c) < 0)) {
                return false;
            }
            inBrackets = c == '[' || inBrackets && c != ']';
            port |= c == ':' && !inBrackets;
        }
        return true;
    }

    /**
     * Host and port as they stand in the URL, in lower case: what is equal leads to the same server. Null for no URL or one
     * that names no host so.
     */
    static String server(String url) {
        String open = url == null ? "" : withoutSecrets(url);
        int slashes = open.indexOf("//");
        if (slashes < 0) {
            return null;
        }
        int end = open.indexOf('/', slashes + 2);
        return open.substring(slashes + 2, end < 0 ? open.length() : end).toLowerCase(Locale.ROOT);
    }

    /** Where the next secret begins, from {@code from} on; -1: there is none. */
    static int nextSecret(String url, int from) {
        int inUserInformation = passwordOfUserInformation(url);
        if (inUserInformation >= from) {
            return inUserInformation;
        }
        for (int i = url.indexOf('=', from); i >= 0; i = url.indexOf('=', i + 1)) {
            int start = startOfName(url, i);
            String decoded = decoded(url, start, i);
            if (decoded == null ? isSecretName(url, start, i) : isSecretName(decoded, 0, decoded.length())) {
                return i + 1;
            }
        }
        return -1;
    }

    /** Where the secret that begins at {@code start} ends. */
    static int endOfSecret(String url, int start) {
        return start == passwordOfUserInformation(url) ? endOfUserInformation(url) : endOfValue(url, start);
    }

    /** The value of the parameter of this name, in any case, as it is written; null: there is none. */
    static String value(String url, String name) {
        for (int i = url.indexOf('='); i >= 0; i = url.indexOf('=', i + 1)) {
            int start = startOfName(url, i);
            String decoded = decoded(url, start, i);
            boolean found = decoded == null
                    ? i - start == name.length() && url.regionMatches(true, start, name, 0, name.length())
                    : decoded.equalsIgnoreCase(name);
            if (found) {
                return url.substring(i + 1, endOfValue(url, i + 1));
            }
        }
        return null;
    }

    /** Whether a parameter is set by which the connection is nobody else's; MariaDB's driver takes a name alone for true. */
    static boolean hasUnshared(String url) {
        int end = endOfAny(url, 0, SEPARATORS);
        while (end < url.length()) {
            int start = end + 1;
            end = endOfValue(url, start);
            int equals = endOfAny(url, start, end, "=");
            String decoded = decoded(url, start, equals);
            boolean unshared = decoded == null
                    ? Role.isUnshared(url, start, equals)
                    : Role.isUnshared(decoded, 0, decoded.length());
            if (unshared
                    && !(end - equals == IS_FALSE.length()
                            && url.regionMatches(true, equals, IS_FALSE, 0, end - equals))) {
                return true;
            }
        }
        return false;
    }

    /**
     * A name as Connector/J reads it, which takes a letter also as {@code %} and its code, and spaces around a name; null
     * where it stands there as it is.
     */
    private static String decoded(String url, int from, int to) {
        if (endOfAny(url, from, to, "% ") >= to) {
            return null;
        }
        StringBuilder decoded = new StringBuilder();
        for (int i = from; i < to; i++) {
            char c = url.charAt(i);
            int code = c == '%' && i + 2 < to
                    ? 16 * Character.digit(url.charAt(i + 1), 16) + Character.digit(url.charAt(i + 2), 16)
                    : -1;
            decoded.append(code > 0 ? (char) code : c);
            i += code > 0 ? 2 : 0;
        }
        return decoded.toString().trim();
    }

    /** Whether a setting of this name is a password: {@code password}, {@code password1}, {@code sslPassword}, .. */
    static boolean isSecretName(String text, int from, int to) {
        int end = to;
        while (end > from && Character.isDigit(text.charAt(end - 1))) {
            end--;
        }
        int start = end - PASSWORD.length();
        return start >= from && text.regionMatches(true, start, PASSWORD, 0, PASSWORD.length());
    }

    private static int passwordOfUserInformation(String url) {
        int at = endOfUserInformation(url);
        int colon = at < 0 ? -1 : url.indexOf(':', slashes(url));
        return colon >= 0 && colon < at ? colon + 1 : -1;
    }

    /** Those before user and host; -1: it has none. */
    private static int slashes(String url) {
        int slashes = url.indexOf("//");
        return slashes < endOfAny(url, 0, PARAMETERS) ? slashes : -1;
    }

    /** Where its '@' stands; -1: there is none. */
    private static int endOfUserInformation(String url) {
        int slashes = slashes(url);
        int at = slashes < 0 ? -1 : url.lastIndexOf('@', endOfAny(url, slashes + 2, AFTER_AUTHORITY) - 1);
        return at > slashes ? at : -1;
    }

    /** Where the first of these characters stands, from {@code from} on; the end of the URL where there is none. */
    private static int endOfAny(String url, int from, String characters) {
        return endOfAny(url, from, url.length(), characters);
    }

    /** The same before {@code to}; that where there is none. */
    private static int endOfAny(String url, int from, int to, String characters) {
        int end = from;
        while (end < to && characters.indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static int startOfName(String url, int end) {
        int start = end;
        while (start > 0 && SEPARATORS.indexOf(url.charAt(start - 1)) < 0) {
            start--;
        }
        return start;
    }

    private static int endOfValue(String url, int start) {
        return endOfAny(url, start, SEPARATORS);
    }
}
