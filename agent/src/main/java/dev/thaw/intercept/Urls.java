package dev.thaw.intercept;

import java.util.Locale;

/** What of a JDBC URL may be shown. Stateless, thread-safe. */
final class Urls {
    private Urls() {}

    /**
     * The URL without parameters and without user information, either of which can hold a password. Parameters follow a
     * '?' or ';', or stand in parentheses as in {@code address=(host=..)(password=..)}.
     */
    static String withoutSecrets(String url) {
        int end = url.length();
        for (int i = 0; i < end; i++) {
            char c = url.charAt(i);
            if (c == '?' || c == ';' || c == '(') {
                end = i;
            }
        }
        int at = url.lastIndexOf('@', end - 1);
        if (at < 0) {
            return url.substring(0, end);
        }
        int slashes = url.indexOf("//");
        boolean beforeUser = slashes >= 0 && slashes < at;
        int start = beforeUser ? slashes + 2 : afterSubprotocol(url);
        return url.substring(0, start) + url.substring(at + 1, end);
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

    /** Oracle's URLs have the user right behind {@code jdbc:oracle:thin:}, without slashes. */
    private static int afterSubprotocol(String url) {
        return url.startsWith("jdbc:") ? url.indexOf(':', "jdbc:".length()) + 1 : 0;
    }
}
