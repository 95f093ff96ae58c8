package dev.thaw.session;

/**
 * The SQL texts that came last, and what they do to a session. To look at one takes microseconds, and handlers run the same few in
 * turn, so each is known again by identity. Belongs to one session's borrower.
 */
final class KnownTexts {
    static final int NONE = 0;
    /** The session may be changed by it. */
    static final int CHANGING = 1;
    /** It may read what the server was told for the time between two borrowers. */
    static final int READING = 2;

    /** A text of megabytes would be held for the connection's life, and is hardly run again. */
    private static final int LONGEST = 4096;

    private final DriverKind driver;
    private final Stay stay;
    /** Null where it was a long one. */
    private String latest;

    private int effects;
    private boolean beyondReset;
    private boolean farReaching;
    /** The latest text where it does none of these; else null. */
    private String latestPlain;
    /** The latest of those. */
    private final String[] plain = new String[8];

    private int plains = 0;

    KnownTexts(DriverKind driver, Stay stay) {
        this.driver = driver;
        this.stay = stay;
    }

    /** Whether it came last, changes nothing and reads nothing: the usual answer, by one comparison. */
    @SuppressWarnings("ReferenceEquality") // a handler runs the same constant again; equal texts are looked at again
    boolean isLatestPlain(String sql) {
        return sql == latestPlain && sql != null;
    }

    /** Makes it the latest, if it is not that already. */
    @SuppressWarnings("ReferenceEquality")
    void lookAt(String sql) {
        if (sql != latest || sql == null) {
            look(sql);
        }
    }

    private void look(String sql) {
        boolean known = isKnownAsPlain(sql);
        boolean changing = !known && SqlText.mayChangeSession(sql, driver);
        farReaching = changing && SqlText.isFarReaching(sql, driver);
        beyondReset = farReaching || changing && SqlText.isBeyondReset(sql, driver);
        boolean reading = !known && stay.isSeenBy(sql);
        effects = (changing ? CHANGING : NONE) | (reading ? READING : NONE);
        latest = sql == null || sql.length() > LONGEST ? null : sql;
        latestPlain = effects == NONE ? latest : null;
        if (latestPlain != null && !known) {
            plain[plains++ & plain.length - 1] = sql;
        }
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean isKnownAsPlain(String sql) {
        for (String text : plain) {
            if (text == sql) {
                return sql != null;
            }
        }
        return false;
    }

    /** What running the latest may do: {@link #CHANGING} and {@link #READING} together, or {@link #NONE}. */
    int effects() {
        return effects;
    }

    /** Whether no reset takes back what the latest may do. */
    boolean isBeyondReset() {
        return beyondReset;
    }

    /** Whether the latest may change what other connections begin with. */
    boolean isFarReaching() {
        return farReaching;
    }
}
