package dev.thaw.intercept;

import java.util.Locale;

/** What of a JDBC URL may be shown, and what of it is a secret. Stateless, thread-safe. */
final class Urls {
    /** What parameters follow. */
    private static final String PARAMETERS = "?;(";

    private static final String SEPARATORS = "?&;(),";
    private static final String PASSWORD = "password";

    private Urls() {}

    /**
     * The URL without parameters and without user information, either of which can hold a password. Parameters follow a
     * '?' or ';', or stand in parentheses as in {@code address=(host=..)(password=..)}.
     */
    static String withoutSecrets(String url) {
        int end = endOfAddress(url);
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

    /** Where the next secret begins, from {@code from} on; -1: there is none. */
    static int nextSecret(String url, int from) {
        int inUserInformation = passwordOfUserInformation(url);
        if (inUserInformation >= from) {
            return inUserInformation;
        }
        for (int i = url.indexOf('=', from); i >= 0; i = url.indexOf('=', i + 1)) {
            if (isSecretName(url, startOfName(url, i), i)) {
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
            if (i - start == name.length() && url.regionMatches(true, start, name, 0, name.length())) {
                return url.substring(i + 1, endOfValue(url, i + 1));
            }
        }
        return null;
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
        int slashes = url.indexOf("//");
        int at = slashes < 0 ? -1 : endOfUserInformation(url);
        int colon = at < 0 ? -1 : url.indexOf(':', slashes);
        return colon >= 0 && colon < at ? colon + 1 : -1;
    }

    private static int endOfUserInformation(String url) {
        return url.lastIndexOf('@', endOfAddress(url) - 1);
    }

    private static int endOfAddress(String url) {
        for (int i = 0; i < url.length(); i++) {
            if (PARAMETERS.indexOf(url.charAt(i)) >= 0) {
                return i;
            }
        }
        return url.length();
    }

    private static int startOfName(String url, int end) {
        int start = end;
        while (start > 0 && SEPARATORS.indexOf(url.charAt(start - 1)) < 0) {
            start--;
        }
        return start;
    }

    private static int endOfValue(String url, int start) {
        int end = start;
        while (end < url.length() && SEPARATORS.indexOf(url.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
