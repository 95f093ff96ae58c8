package dev.thaw.session;

/** What the operator wants of sessions that are kept. Immutable, thread-safe. */
public final class SessionTerms {
    /** By this option a client of MySQL or MariaDB sends attributes of its own with its connect. */
    public static final String ATTRIBUTES = "connectionAttributes";

    private final ResetMode reset;
    private final long serverIdleMillis;
    private final String name;
    private final boolean mindingRoom;
    private final boolean keepingPrepared;

    private SessionTerms(
            ResetMode reset, boolean keepingPrepared, long serverIdleMillis, String name, boolean mindingRoom) {
        this.reset = reset;
        this.keepingPrepared = keepingPrepared;
        this.serverIdleMillis = serverIdleMillis;
        this.name = name;
        this.mindingRoom = mindingRoom;
    }

    /** Sessions of which the server learns nothing. */
    public static SessionTerms of(ResetMode reset) {
        return new SessionTerms(reset, false, 0, null, false);
    }

    /** The same terms, and what PostgreSQL's driver has prepared at its server stays from one borrower to the next. */
    public SessionTerms keepingPrepared() {
        return new SessionTerms(reset, true, serverIdleMillis, name, mindingRoom);
    }

    /**
     * Terms for an environment that can be killed without a warning, one of many at the same server.
     *
     * @param serverIdle milliseconds after which the server shall end an idle session by itself; 0 leaves that as it is
     * @param function what the sessions are named after; null for no name
     * @param minding whether a session is given up at a server that is nearly full
     */
    public SessionTerms staying(long serverIdle, String function, boolean minding) {
        return new SessionTerms(reset, keepingPrepared, serverIdle, function, minding);
    }

    /** The attribute that names a session of MySQL or MariaDB. */
    public static String attribute(String name) {
        return "program_name:" + name;
    }

    /** A driver's URL as it is without the attribute that was added to it: MariaDB's shows it between other options. */
    String withoutAttribute(String url) {
        String added = ATTRIBUTES + "=" + attribute(name);
        int begin = url == null || name == null ? -1 : url.indexOf(added);
        if (begin < 0) {
            return url;
        }
        int end = begin + added.length();
        return url.startsWith("&", end)
                ? url.substring(0, begin) + url.substring(end + 1)
                : url.substring(0, begin - 1) + url.substring(end);
    }

    ResetMode reset() {
        return reset;
    }

    boolean isKeepingPrepared() {
        return keepingPrepared;
    }

    long serverIdleMillis() {
        return serverIdleMillis;
    }

    String name() {
        return name;
    }

    boolean isMindingRoom() {
        return mindingRoom;
    }
}
