package dev.thaw.intercept;

import java.util.regex.Pattern;

/**
 * Which databases are served, by URL. Immutable, thread-safe.
 *
 * <p>Embedded databases are left alone by default: a private one would be shared, and some vanish at the last close.
 */
public final class Scope {
    /** What is embedded, unless one of {@link #REMOTE} starts the same URL. */
    private static final String[] EMBEDDED = {
        "jdbc:h2:", "jdbc:hsqldb:", "jdbc:derby:", "jdbc:sqlite:", "jdbc:duckdb:",
    };

    private static final String[] REMOTE = {
        "jdbc:h2:tcp:",
        "jdbc:h2:ssl:",
        "jdbc:hsqldb:hsql:",
        "jdbc:hsqldb:hsqls:",
        "jdbc:hsqldb:http:",
        "jdbc:hsqldb:https:",
        "jdbc:derby://",
    };

    private final Pattern include;
    private final Pattern exclude;

    /**
     * @param include when not null, only URLs that match as a whole are served, embedded and unproven ones too
     * @param exclude when not null, URLs that match as a whole are left alone, whatever {@code include} says
     */
    public Scope(Pattern include, Pattern exclude) {
        this.include = include;
        this.exclude = exclude;
    }

    /** Whether connections to this URL are cached. */
    boolean serves(String url) {
        if (url == null || exclude != null && exclude.matcher(url).matches()) {
            return false;
        }
        return include != null ? include.matcher(url).matches() : !isEmbedded(url);
    }

    /** Whether the operator named this URL, so that a driver that nobody has proven is served as well. */
    boolean isForced(String url) {
        return include != null && serves(url);
    }

    /** Whether connections to this URL are never cached, not even beneath one that is served. */
    boolean leavesAlone(String url) {
        return exclude != null && exclude.matcher(url).matches() || isEmbedded(url) && !isForced(url);
    }

    private static boolean isEmbedded(String url) {
        return startsWithAny(url, EMBEDDED) && !startsWithAny(url, REMOTE);
    }

    private static boolean startsWithAny(String url, String[] prefixes) {
        for (String prefix : prefixes) {
            if (url.regionMatches(true, 0, prefix, 0, prefix.length())) {
                return true;
            }
        }
        return false;
    }
}
