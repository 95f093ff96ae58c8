package dev.thaw.demo;

/** What a handler answers, as JSON: {@code {"invocation":3,"session":42,"result":5}}. */
public final class Answer {

    private final int invocation;
    private final long session;
    private final long result;

    /**
     * @param invocation how many invocations this execution environment has served, this one included
     * @param session the database server's own number for the session that was used
     * @param result what the handler's query computed
     */
    public Answer(int invocation, long session, long result) {
        this.invocation = invocation;
        this.session = session;
        this.result = result;
    }

    /** How many invocations this execution environment has served, this one included. */
    public int getInvocation() {
        return invocation;
    }

    /** The database server's own number for the session: equal numbers mean the same connection. */
    public long getSession() {
        return session;
    }

    /** What the handler's query computed. */
    public long getResult() {
        return result;
    }
}
