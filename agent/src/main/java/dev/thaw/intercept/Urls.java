package dev.thaw.intercept;

/** What of a JDBC URL may be shown. Stateless, thread-safe. */
final class Urls {
    private Urls() {}

    /** The URL without parameters and without user information, either of which can hold a password. */
    static String withoutSecrets(String url) {
        int end = url.length();
        for (int i = 0; i < end; i++) {
            char c = url.charAt(i);
            if (c == '?' || c == ';') {
                end = i;
            }
        }
        int at = url.lastIndexOf('@', end - 1);
        int slashes = url.indexOf("//");
        if (at < 0 || slashes < 0 || slashes > at) {
            return url.substring(0, end);
        }
        return url.substring(0, slashes + 2) + url.substring(at + 1, end);
    }
}
