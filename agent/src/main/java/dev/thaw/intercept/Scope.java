package dev.thaw.intercept;

import dev.thaw.session.DriverKind;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * Which databases are served, by URL, and by which DataSources. Immutable, thread-safe.
 *
 * <p>Embedded databases are left alone by default, since some vanish at the last close. One that is private to its
 * connection is left alone in any case: the next borrower would find what the last one left in it. So is by default what
 * looks for its server by itself, see {@link #looksForHosts}.
 */
public final class Scope {
    /** What is embedded, unless one of {@link #REMOTE} starts the same URL. */
    private static final String[] EMBEDDED = {
        "jdbc:h2:", "jdbc:hsqldb:", "jdbc:derby:", "jdbc:sqlite:", "jdbc:duckdb:",
    };

    /** Each connection is a database of its own; where nothing or options only follow, or what is in memory. */
    private static final String[] PRIVATE = {"jdbc:h2:mem:", "jdbc:sqlite:", "jdbc:duckdb:"};

    private static final String[] REMOTE = {
        "jdbc:h2:tcp:",
        "jdbc:h2:ssl:",
        "jdbc:hsqldb:hsql:",
        "jdbc:hsqldb:hsqls:",
        "jdbc:hsqldb:http:",
        "jdbc:hsqldb:https:",
        "jdbc:derby://",
    };

    /** A mode of high availability follows, unless the hosts do. */
    private static final String MARIADB = "jdbc:mariadb:";

    private final Pattern include;
    private final Pattern exclude;
    private final BiPredicate<Class<?>, Class<?>> drivers;

    /**
     * @param include when not null, only URLs that match as a whole are served, embedded and unproven ones too
     * @param exclude when not null, URLs that match as a whole are left alone, whatever {@code include} says
     * @param drivers whether a DataSource, which has opened such a connection, is a driver's own; asked only where {@code
     *     include} makes all of them tell, else null
     */
    public Scope(Pattern include, Pattern exclude, BiPredicate<Class<?>, Class<?>> drivers) {
        this.include = include;
        this.exclude = exclude;
        this.drivers = drivers;
    }

    /** Whether what a DataSource of this class opens may be cached for it: it is a driver's own, no pool and no wrapper. */
    boolean mayServe(Class<?> source, Class<?> connection) {
        return include == null || drivers.test(source, connection);
    }

    /**
     * Whether this is no proven driver's own class, but extends one: it may make up its settings as it is asked, of what no
     * field of it holds.
     */
    static boolean isExtended(Class<?> source) {
        Class<?> type = source;
        while (type != null && !isDriversOwn(type.getName())) {
            type = type.getSuperclass();
        }
        return type != null && type != source;
    }

    /** What a framework generates stands in the package of the class that it extends, with a '$' in its name. */
    private static boolean isDriversOwn(String name) {
        return DriverKind.ofClassName(name) != null && name.indexOf('$') < 0;
    }

    /** Whether connections to this URL are cached. */
    boolean serves(String url) {
        if (url == null || exclude != null && exclude.matcher(url).matches()) {
            return false;
        }
        return include != null ? include.matcher(url).matches() && !isPrivate(url) : !isUnwanted(url);
    }

    /** Of a URL that is not served. */
    String whyNot(String url) {
        if (exclude != null && exclude.matcher(url).matches()) {
            return "THAW_EXCLUDE matches its URL";
        }
        if (include != null && !include.matcher(url).matches()) {
            return "THAW_INCLUDE does not match its URL";
        }
        return looksForHosts(url) ? "its driver looks for another host by itself" : "the database is in this process";
    }

    /** Whether the operator named this URL, so that a driver that nobody has proven is served as well. */
    boolean isForced(String url) {
        return include != null && serves(url);
    }

    /** Whether connections to this URL are never cached, not even beneath one that is served. */
    boolean leavesAlone(String url) {
        return exclude != null && exclude.matcher(url).matches() || isUnwanted(url) && !isForced(url);
    }

    /** Whether connections to this URL are cached only where the operator names it. */
    private static boolean isUnwanted(String url) {
        return isEmbedded(url) || looksForHosts(url);
    }

    /**
     * Whether MariaDB's driver, where its server does not answer, looks for another host of the URL for up to half a minute
     * ({@code sequential}, {@code loadbalance}, {@code replication}), by the health check as well, and remembers hosts that
     * failed for later connects: https://mariadb.com/docs/connectors/mariadb-connector-j/failover-and-high-availability-with-mariadb-connector-j.
     */
    private static boolean looksForHosts(String url) {
        return startsWith(url, MARIADB) && !url.startsWith("//", MARIADB.length());
    }

    /** Whether the database runs in this process, where any connection can end it for all. */
    static boolean isEmbedded(String url) {
        return prefixOf(url, EMBEDDED) != null && prefixOf(url, REMOTE) == null;
    }

    private static boolean isPrivate(String url) {
        String prefix = prefixOf(url, PRIVATE);
        return prefix != null
                && (url.length() == prefix.length()
                        || ";?".indexOf(url.charAt(prefix.length())) >= 0
                        || url.contains(":memory:")
                        || url.contains("mode=memory"));
    }

    /** The one that the URL starts with, in any case; null where it is none of them. */
    private static String prefixOf(String url, String[] prefixes) {
        for (String prefix : prefixes) {
            if (startsWith(url, prefix)) {
                return prefix;
            }
        }
        return null;
    }

    private static boolean startsWith(String url, String prefix) {
        return url.regionMatches(true, 0, prefix, 0, prefix.length());
    }
}
