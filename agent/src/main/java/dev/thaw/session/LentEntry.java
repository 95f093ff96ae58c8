package dev.thaw.session;

import dev.thaw.cache.Entry;
import java.sql.Connection;

/**
 * A physical connection together with who has it now: the handle that holds it, and the thread that borrowed.
 *
 * <p>One thread borrows and is expected to do the rest. Any other thread that calls makes the entry <em>shared</em>, and a
 * shared one is closed for good instead of kept, since nobody can know whether that thread is still inside a call. A foreign
 * thread marks the entry as shared and then reads {@code owner}; a close writes {@code owner} and then makes the entry idle.
 * That the next borrower sees the one or the other: decision 008. Public, since the methods of a class that is not would be
 * called by bridges.
 */
public abstract class LentEntry extends Entry {
    /** The handle of the present borrower; null while idle. Plain: who is not its thread reads it after {@link #share}. */
    private Object owner;

    /** Who borrowed; null while idle, so that nobody takes himself for the present borrower because he was one before. */
    private Thread thread;

    LentEntry(Connection connection) {
        super(connection);
    }

    /** The handle that holds this entry now; null while it is idle. */
    public final Object owner() {
        return owner;
    }

    /** The calling thread borrows this entry through {@code handle}. */
    public final void lend(Object handle) {
        thread = Thread.currentThread();
        // Plain: a thread with an old handle finds that closed either way, and nobody has the new one yet.
        owner = handle;
    }

    /** No handle holds this entry from now on; its thread goes on to clean it. */
    final void leaveOwner() {
        owner = null;
    }

    /** No thread is its own from now on. */
    final void leaveThread() {
        thread = null;
    }

    /** Whether {@code handle} still holds this entry; also notes when the caller is not the borrowing thread. */
    public final boolean isHeldBy(Object handle) {
        return owner == handle && (isOwnThread() || isHeldByForeign(handle));
    }

    private boolean isHeldByForeign(Object handle) {
        share();
        return owner == handle;
    }

    /**
     * What this entry has given out, and is open, is about to be used: notes when the caller is not the borrowing thread. Its
     * owner closes what is open before he leaves, so who comes too late for that finds it closed.
     */
    public final void noteThread() {
        if (!isOwnThread()) {
            share();
        }
    }

    /** Whether the calling thread is the one that borrowed, so that the list of statements is its own. */
    public final boolean isOwnThread() {
        return thread == Thread.currentThread();
    }
}
